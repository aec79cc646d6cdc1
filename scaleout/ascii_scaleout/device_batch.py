# A batch as torch tensors where the model is. For compiled kernels the number of tokens can be padded to a constant:
# the padding is a sequence of its own without targets. Does not know where batches come from.

import numpy as np
import torch

from . import batch as batches
from .attention import FLEX_BLOCK, Flex, Grid, Rows
from .errors import ScaleoutError


class DeviceBatch:
    """Tensors of one forward pass; N tokens."""

    def __init__(self, batch, device, layouts, capacity):
        padding = capacity - batch.token_count if capacity else 0
        if padding < 0:
            raise ScaleoutError(f"a batch of {batch.token_count} tokens does not fit the {capacity} of the compiled model; give another --batch-tokens")

        def put(array):
            tensor = torch.from_numpy(np.ascontiguousarray(array))
            return tensor.pin_memory().to(device, non_blocking=True) if layouts.is_cuda else tensor

        self.cells = put(np.pad(batch.cells, ((0, 0), (0, padding))))  # (13, N)
        self.rotary = put(np.pad(batch.rotary, ((0, 0), (0, padding))))  # (2, N)
        self.targets = put(np.pad(batch.targets, (0, padding), constant_values=batches.NO_TARGET))  # (N)
        self.bags = put(np.pad(batch.bags, (0, padding), constant_values=len(batch.lengths)))  # (N)
        self.features = put(batch.features)
        self.feature_starts = put(np.cumsum(batch.feature_counts) - batch.feature_counts)  # (sequences)
        shares = 1 / np.sqrt(np.maximum(1, batch.feature_counts).astype(np.float32))
        self.feature_shares = put(np.repeat(shares, batch.feature_counts))
        self.lengths = np.append(batch.lengths, padding) if padding else batch.lengths
        self.places = put(np.arange(self.lengths.sum()) - np.repeat(np.cumsum(self.lengths) - self.lengths, self.lengths))  # (N) in the sequence
        self.layout = layouts.of(self.lengths)
        self.token_count, self.target_count, self.character_count = batch.token_count, batch.target_count, batch.character_count

    def ready(self):
        """Itself, its layout filled: to be called when the batch is used, for flex attention has one set of buffers."""
        if isinstance(self.layout, Flex):
            self.layout.fit(self.lengths)
        return self


class Layouts:
    """Chooses how a batch's attention is laid out."""

    def __init__(self, kind, device, capacity=0):
        if kind not in ("rows", "flex"):
            raise ScaleoutError(f"--attention is {kind}, expected rows or flex")
        self._device = torch.device(device)
        self.is_cuda = self._device.type == "cuda"
        self._flex = Flex(capacity, self._device) if kind == "flex" else None

    def of(self, lengths):
        """The layout of sequences of these lengths; of flex there is one, which `fit` fills when the batch is used."""
        if self._flex:
            return self._flex
        if len(set(lengths.tolist())) == 1:
            return Grid(int(lengths[0]))
        return Rows(lengths, self._device)


def capacity_for(batch_tokens, block_size):
    """Tokens that any batch of a run fits in, a multiple of flex attention's blocks."""
    return -(-(batch_tokens + block_size) // FLEX_BLOCK) * FLEX_BLOCK
