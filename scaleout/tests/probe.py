# What the C# tests ask the twin: the logits of one batch of a pack, and a hash of everything that goes in with many.
#
#   python3 -m tests.probe PACK MODEL-DIRECTORY SEED STREAMS TOKENS OUT.safetensors

import hashlib
import sys

import numpy as np
import torch

from ascii_scaleout import checkpoint, safetensors_file, weights
from ascii_scaleout.config import TrainingOptions
from ascii_scaleout.device_batch import DeviceBatch, Layouts
from ascii_scaleout.model import AsciiModel
from ascii_scaleout.pack import TokenPack
from ascii_scaleout.samples import SampleSource


def digest(batch):
    """SHA-256 over int32: cells (13, N), rotary rows and columns, targets, lengths, features."""
    parts = (batch.cells, batch.rotary, batch.targets, batch.lengths, batch.features)
    return hashlib.sha256(b"".join(np.ascontiguousarray(part, "<i4").tobytes() for part in parts)).hexdigest()


def main():
    pack, directory, seed, streams, tokens, out = sys.argv[1:]
    torch.set_num_threads(1)
    config, variant, tensors, name = checkpoint.load_weights(directory)
    model = AsciiModel(config, variant)
    weights.fill(model, tensors, name)
    options = TrainingOptions(seed=int(seed), max_iterations=int(streams), batch_tokens=int(tokens), exact_share=0.3, curriculum=0.5)
    samples = SampleSource(TokenPack(pack), config, options)
    for stream in range(1, int(streams) + 1):
        print(digest(samples.training_batch(stream, 0)))
    batch = DeviceBatch(samples.training_batch(1, 0), "cpu", Layouts("rows", "cpu"), 0)
    with torch.no_grad():
        safetensors_file.write(out, {"logits": model(batch).numpy()})


if __name__ == "__main__":
    main()
