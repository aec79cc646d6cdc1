# The training data in memory: a token pack as docs/FORMAT.md section 10 describes it, checked when it is read.
# Does not know the database it came from.

import numpy as np

from . import safetensors_file
from .errors import ScaleoutError

STYLES = 4
BANNER = 3  # the style that spells its prompt
END = 3


class TokenPack:
    """Drawings as tokens, with sizes, styles, prompts and weights."""

    def __init__(self, path):
        tensors = safetensors_file.read(path)
        try:
            self.tokens = tensors["art.tokens"]
            self.offsets = tensors["art.offsets"].astype(np.int64)
            self.widths, self.heights = tensors["art.width"], tensors["art.height"]
            self.styles, self.mirrors = tensors["art.style"], tensors["art.mirror"]
            self.splits, self.weights = tensors["art.split"], tensors["art.weight"]
            self.ids = tensors["art.id"]
            self.prompts = tensors["art.prompts"]
            self._prompt_offsets = tensors["prompt.offsets"]
            self._prompt_text = tensors["prompt.text"].tobytes()
        except KeyError as error:
            raise ScaleoutError(f"{path}: has no tensor {error}; make the pack again with 'ascii-lab corpus pack'") from error
        self.count = len(self.widths)
        problem = self._problem()
        if problem:
            raise ScaleoutError(f"{path}: {problem}; make the pack again with 'ascii-lab corpus pack'")

    def artwork(self, index):
        """Tokens of a drawing, <end> included."""
        return self.tokens[self.offsets[index]:self.offsets[index + 1]]

    def prompt_of(self, index, prompt):
        """Letters of a prompt of a drawing as bytes; 0 is its subject."""
        place = self.prompts[index] + prompt
        return self._prompt_text[self._prompt_offsets[place]:self._prompt_offsets[place + 1]]

    def _problem(self):
        if self.count == 0:
            return "holds no drawings"
        singles = (self.heights, self.styles, self.mirrors, self.splits, self.weights, self.ids)
        if len(self.offsets) != self.count + 1 or len(self.prompts) != self.count + 1 or any(len(each) != self.count for each in singles):
            return "has tensors of different lengths"
        rising = ((self.offsets, len(self.tokens)), (self._prompt_offsets, len(self._prompt_text)), (self.prompts, len(self._prompt_offsets) - 1))
        if any(len(each) == 0 or each[0] != 0 or each[-1] != end or (np.diff(each) < 0).any() for each, end in rising):
            return "has offsets out of order"
        if (np.diff(self.offsets) < 2).any() or (self.tokens[self.offsets[1:] - 1] != END).any():
            return "has a drawing that does not end in <end>"
        if (np.diff(self.prompts) < 1).any():
            return "has a drawing without a prompt"
        if not (np.isfinite(self.weights) & (self.weights > 0)).all():
            return "has a weight that is not above 0"
        if (self.styles >= STYLES).any() or (self.splits > 2).any() or (self.widths < 1).any() or (self.heights < 1).any():
            return "has a style, split or size out of range"
        return None
