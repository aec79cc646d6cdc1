# Which drawings a batch holds, mirrored or not, under which prompt and which limits: draw for draw what the C# classes
# SampleSource and LimitSampler do, so that a step's batch depends on the settings and the step's number alone, in both.

import math

import numpy as np

from . import batch, drawings
from .config import LONGEST_PROMPT
from .errors import ScaleoutError
from .random_numbers import SplitMix64

SUBJECT_SHARE = 0.7
ANY_SHARE, MEAN_SLACK = 0.10, 0.3
SHORTEST_LONGEST = 100  # tokens, where a curriculum starts


class SampleSource:
    """Training and validation batches from a token pack."""

    def __init__(self, pack, config, options):
        self._pack, self._config, self._options = pack, config, options
        sizes = np.diff(pack.offsets) + LONGEST_PROMPT + 3 + pack.heights
        fits = (sizes <= config.block_size) & (pack.widths <= config.max_width) & (pack.heights <= config.max_height)
        self.training = np.flatnonzero(fits & (pack.splits == 0))
        self.validation = np.flatnonzero(fits & (pack.splits == 1))
        self.left_out = int((pack.splits <= 1).sum()) - len(self.training) - len(self.validation)
        if len(self.training) == 0:
            raise ScaleoutError("no training drawing in the pack fits the model; use a larger block size or another pack")
        self._cumulative = np.cumsum(pack.weights[self.training].astype(np.float64))

    def training_batch(self, step, part):
        """One of the batches of a step, from 1, filled until it holds the options' tokens or more; parts count from 0."""
        random, samples, count = SplitMix64.of(self._options.seed, step * self._options.accumulate + part), [], 0
        longest = self._longest_at(step)
        while count < self._options.batch_tokens:
            samples.append(self._sample(random, longest))
            count += len(samples[-1][0]) + 2 + len(samples[-1][2])
        return batch.build(samples, self._config.prompt_buckets)

    def validation_batches(self, capacity, share=(0, 1)):
        """Batches of validation drawings, each under its exact size and its subject; share (i, n) is every n-th from i."""
        samples, count = [], 0
        for index in self.validation[share[0]::share[1]]:
            pack = self._pack
            letters, tokens = drawings.normalised(pack.prompt_of(index, 0)), pack.artwork(index).tobytes()
            if samples and count + len(letters) + 3 + len(tokens) > capacity:
                yield batch.build(samples, self._config.prompt_buckets)
                samples, count = [], 0
            samples.append((letters, int(pack.styles[index]), tokens, int(pack.widths[index]), int(pack.heights[index])))
            count += len(letters) + 2 + len(tokens)
        if samples:
            yield batch.build(samples, self._config.prompt_buckets)

    def _longest_at(self, step):
        """Tokens of the longest drawing that a step may show."""
        end = self._options.curriculum * self._options.max_iterations
        return math.inf if step >= end else SHORTEST_LONGEST + int((self._config.block_size - SHORTEST_LONGEST) * (step / end))

    def _pick(self, random):
        place = int(np.searchsorted(self._cumulative, random.next_double() * self._cumulative[-1], side="right"))
        return int(self.training[min(place, len(self.training) - 1)])

    def _sample(self, random, longest):
        pack = self._pack
        index = self._pick(random)
        for _ in range(100):
            if pack.offsets[index + 1] - pack.offsets[index] <= longest:
                break
            index = self._pick(random)
        mirrored = random.next_double() < 0.5 and self._options.mirror and pack.mirrors[index] == 1
        prompts = int(pack.prompts[index + 1] - pack.prompts[index])
        by_alias = random.next_double() >= SUBJECT_SHARE
        prompt = 1 + random.next_below(prompts - 1) if prompts > 1 and by_alias else 0
        width, height = self._limits(random, int(pack.widths[index]), int(pack.heights[index]))
        tokens = pack.artwork(index).tobytes()
        if mirrored:
            tokens = drawings.mirrored(tokens) or tokens
        return drawings.normalised(pack.prompt_of(index, prompt)), int(pack.styles[index]), tokens, width, height

    def _limits(self, random, width, height):
        most_wide, most_high = self._config.max_width, self._config.max_height
        kind, exact = random.next_double(), self._options.exact_share
        if kind < exact:
            return width, height
        if kind < exact + ANY_SHARE:
            return width + random.next_below(most_wide - width + 1), height + random.next_below(most_high - height + 1)
        slack = -math.log(1 - random.next_double()) * MEAN_SLACK
        wider = width + round(width * slack * (0.5 + random.next_double()))  # halves to even, as Math.Round
        higher = height + round(height * slack * (0.5 + random.next_double()))
        return min(wider, most_wide), min(higher, most_high)
