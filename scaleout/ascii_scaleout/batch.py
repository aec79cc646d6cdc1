# Sequences laid back to back, with everything the model reads beside each token (docs/FORMAT.md section 3), computed for
# all positions at once: where each token stands is a running sum, the cells above come from one grid of all rows.
#
#   prompt tokens up to <art>   then   <art>, drawing without its <end>; targets are the drawing
#
# Does not know where drawings come from.

from dataclasses import dataclass

import numpy as np

from . import drawings

ART, BEGIN, FIRST_STYLE = 2, 1, 4
NO_TARGET = -1
# Place in Batch.cells of each thing the model reads; the last five only models with eight neighbours (or a variant) read.
FIELDS = ("token", "row", "column", "rows_left", "columns_left", "above_left", "above", "above_right",
          "above_left_2", "above_right_2", "two_above_left", "two_above", "two_above_right")
_NEIGHBOURS = ((1, -1), (1, 0), (1, 1), (1, -2), (1, 2), (2, -1), (2, 0), (2, 1))  # rows up, columns right

_CELLS = np.zeros(128, np.int64)  # how far a token moves the column
_CELLS[32:127] = 1
_CELLS[16:31] = np.arange(2, 17)
_CHARACTERS = np.where(_CELLS > 0, _CELLS, 1)


@dataclass
class Batch:
    """Input and targets of one forward pass; arrays of int64 over its N tokens."""

    cells: np.ndarray  # (13, N) as FIELDS
    rotary: np.ndarray  # (2, N) row and column angle index
    targets: np.ndarray  # (N) next token or NO_TARGET
    lengths: np.ndarray  # (sequences)
    bags: np.ndarray  # (N) sequence whose prompt is added, or the number of sequences: none
    features: np.ndarray  # rows of the prompt table, sequence after sequence
    feature_counts: np.ndarray  # (sequences)
    target_count: int
    character_count: int

    @property
    def token_count(self):
        return len(self.targets)


def build(samples, prompt_buckets):
    """A batch of (letters, style, tokens with <end>, width, height) each."""
    letters = [sample[0] for sample in samples]
    heads = np.array([len(text) + 2 for text in letters])  # tokens before <art>
    artworks = [np.frombuffer(sample[2], np.uint8) for sample in samples]
    sizes = np.array([len(tokens) for tokens in artworks])
    lengths = heads + sizes
    starts = np.cumsum(lengths) - lengths
    count = int(lengths.sum())
    widths, heights = (np.array([sample[i] for sample in samples]) for i in (3, 4))

    drawn = np.concatenate(artworks).astype(np.int64)
    drawing_starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(samples)), sizes)
    at = np.arange(len(drawn)) + np.repeat(starts + heads - drawing_starts, sizes)  # positions of the drawings' inputs

    cells = np.zeros((len(FIELDS), count), np.int64)
    rotary = np.zeros((2, count), np.int64)
    targets = np.full(count, NO_TARGET, np.int64)
    bags = np.full(count, len(samples), np.int64)
    cells[3], cells[4] = np.repeat(heights, lengths), np.repeat(widths, lengths)
    marks = b"".join(bytes([BEGIN, FIRST_STYLE + sample[1]]) + text for sample, text in zip(samples, letters))
    place = np.arange(len(marks)) - np.repeat(np.cumsum(heads) - heads, heads)
    in_prompt = place + np.repeat(starts, heads)
    cells[0, in_prompt] = np.frombuffer(marks, np.uint8)
    rotary[1, in_prompt] = place

    row, column, above = _places(drawn, drawing_starts, owner, widths)
    inputs = np.roll(drawn, 1)
    inputs[drawing_starts] = ART
    cells[0, at], cells[1, at], cells[2, at] = inputs, row, column
    cells[3, at] -= row
    cells[4, at] -= column
    cells[5:, at] = above
    rotary[0, at], rotary[1, at] = row + 1, column
    targets[at] = drawn
    bags[at] = owner
    rows = [drawings.features(text, prompt_buckets) for text in letters]
    return Batch(cells, rotary, targets, lengths, bags, np.array([row for each in rows for row in each], np.int64),
                 np.array([len(each) for each in rows]), len(drawn), int(_CHARACTERS[drawn].sum()))


def _places(drawn, drawing_starts, owner, widths):
    """Row and column at which each token stands, and the symbols above it as the model sees them: (8, tokens)."""
    first = np.zeros(len(drawn), bool)
    first[drawing_starts] = True
    opens_row = first.copy()
    opens_row[1:] |= drawn[:-1] == drawings.NEW_LINE
    opens_row[drawing_starts] = True
    line = np.cumsum(opens_row) - 1  # over all drawings
    row = line - line[drawing_starts][owner]
    moved = np.cumsum(_CELLS[drawn]) - _CELLS[drawn]
    column = moved - moved[np.flatnonzero(opens_row)][line]

    margin = 2
    grid = np.ones((int(line[-1]) + 1, int(widths.max()) + 2 * margin + 1), np.uint8)
    ink = drawn > drawings.SPACE
    grid[line[ink], column[ink] + margin] = drawn[ink] - 31
    width = widths[owner]
    above = np.empty((len(_NEIGHBOURS), len(drawn)), np.int64)
    for i, (up, right) in enumerate(_NEIGHBOURS):
        there = column + right
        outside = (row < up) | (there < 0) | (there >= width)
        above[i] = np.where(outside, 0, grid[np.maximum(line - up, 0), there + margin])
    return row, column, above
