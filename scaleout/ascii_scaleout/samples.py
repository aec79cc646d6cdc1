# Which drawings a batch holds, mirrored or not, under which prompt and which limits: draw for draw what the C# classes
# SampleSource, PromptVariants and LimitSampler do, so that a step's batch depends on the settings and the step's number alone, in both.

import math

import numpy as np

from . import batch, drawings, prompt_variants
from .config import LONGEST_PROMPT
from .errors import ScaleoutError
from .pack import BANNER
from .random_numbers import SplitMix64

SUBJECT_SHARE = 0.85
COMMON_SHARE, FULL_FILL, ANY_SHARE, MEAN_SLACK = 0.35, 0.4, 0.25, 0.3
LEAST_FILL = 0.7  # of the width or of the height
COMMON_CANVASES = (12, 6), (24, 12), (40, 20), (60, 30)
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
        style = int(pack.styles[index])
        text = pack.prompt_of(index, prompt)
        letters = drawings.normalised(text if style == BANNER else prompt_variants.following(random, text.decode("ascii")).encode("ascii"))
        width, height = self._limits(random, int(pack.widths[index]), int(pack.heights[index]))
        tokens = pack.artwork(index).tobytes()
        if mirrored:
            tokens = drawings.mirrored(tokens) or tokens
        return letters, style, tokens, width, height

    def _limits(self, random, width, height):
        most_wide, most_high = self._config.max_width, self._config.max_height
        kind, exact = random.next_double(), self._options.exact_share
        if kind < exact:
            return width, height
        if kind < exact + COMMON_SHARE:
            canvas = next(((w, h) for w, h in COMMON_CANVASES if width <= w and height <= h), None)
            if canvas and canvas[0] <= most_wide and canvas[1] <= most_high and (width >= LEAST_FILL * canvas[0] or height >= LEAST_FILL * canvas[1]):
                return canvas
        if random.next_double() < 0.5:
            wider = _tight(random, width, most_wide)
            return wider, _loose(random, height, most_high)
        wider = _loose(random, width, most_wide)
        return wider, _tight(random, height, most_high)


def _tight(random, size, most):
    return min(most, int(size * (1 + FULL_FILL * random.next_double())))


def _loose(random, size, most):
    if random.next_double() < ANY_SHARE:
        return size + random.next_below(most - size + 1)
    slack = -math.log(1 - random.next_double()) * MEAN_SLACK
    return min(most, size + round(size * slack))  # halves to even, as Math.Round
