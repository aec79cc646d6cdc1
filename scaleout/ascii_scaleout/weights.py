# Weights of a model by name: the fresh ones of a seed (the C# ModelInitializer's, bit for bit), those of a file.
# What only a variant has starts so that the block is at first the one without it, and takes random numbers of its own.

import numpy as np
import torch

from .config import Variant
from .errors import ScaleoutError
from .model import AsciiModel
from .random_numbers import STREAM, bell_numbers

_EMBEDDING_DEVIATION = np.float32(0.02)
_LINEAR_GAIN = np.float32(0.5)
_FIRST_OF_VARIANTS = 1 << 20  # places of tensors that docs/FORMAT.md does not know
_MIXES = {"value_mix": (0.5, 0.5), "input_mix": (1.0, 0.0)}


def catalogue(config):
    """Names and shapes of docs/FORMAT.md section 5, in order."""
    with torch.no_grad():
        return [(name, tuple(parameter.shape)) for name, parameter in AsciiModel(config, Variant()).named_parameters()]


def fill_fresh(model, seed):
    """Gives a model the weights that a run of this seed starts from."""
    places = {name: place for place, (name, _) in enumerate(catalogue(model.config))}
    for number, (name, parameter) in enumerate(model.named_parameters()):
        place = places.get(name, _FIRST_OF_VARIANTS + number)
        values = _fresh(name, tuple(parameter.shape), place, seed, model.variant.zero_init)
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(values.reshape(parameter.shape)))


def fill(model, tensors, name):
    """Gives a model the weights of a file; name is what messages call it."""
    for tensor, parameter in model.named_parameters():
        if tensor not in tensors:
            raise ScaleoutError(f"{name}: has no tensor '{tensor}'; use weights of this shape")
        values = tensors[tensor]
        if values.shape != tuple(parameter.shape):
            raise ScaleoutError(f"{name}: tensor '{tensor}' has shape {list(values.shape)}, expected {list(parameter.shape)}")
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(values.astype(np.float32)))


def values_of(model):
    """All weights as float32 arrays, in order."""
    return {name: parameter.detach().float().cpu().numpy() for name, parameter in model.named_parameters()}


def _fresh(name, shape, place, seed, zero_init):
    part = name.split(".")[-2]
    if part in _MIXES:
        return np.array(_MIXES[part], np.float32)
    if part == "convolution":
        return np.concatenate([np.ones((1, shape[1])), np.zeros((shape[0] - 1, shape[1]))]).astype(np.float32)
    if len(shape) == 1:
        return np.ones(shape, np.float32)
    is_last = name.startswith("blocks.") and part in ("output", "down")
    if is_last and zero_init:
        return np.zeros(shape, np.float32)
    is_embedding = name.startswith(("embedding.", "output."))
    deviation = _EMBEDDING_DEVIATION if is_embedding else _LINEAR_GAIN / np.sqrt(np.float32(shape[1]))
    return deviation * bell_numbers(seed + STREAM * (place + 1), int(np.prod(shape)))
