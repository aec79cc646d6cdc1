# Batches: random numbers known from the C# program, mirror images, cells against a canvas drawn one token at a time.

import tempfile
import unittest
from pathlib import Path

import numpy as np

from ascii_scaleout import batch, drawings, random_numbers
from ascii_scaleout.config import ModelConfig, TrainingOptions
from ascii_scaleout.pack import TokenPack
from ascii_scaleout.random_numbers import SplitMix64
from ascii_scaleout.samples import SampleSource

from . import drawings_pack


def cells_one_by_one(tokens, width, height):
    """Section 3 of docs/FORMAT.md word for word: the cell before each token of a drawing."""
    canvas, row, column, cells = {}, 0, 0, []
    for token in tokens:
        def symbol(r, c):
            if r < 0 or not 0 <= c < width:
                return 0
            return canvas.get((r, c), 32) - 31
        around = [symbol(row - up, column + right) for up, right in ((1, -1), (1, 0), (1, 1), (1, -2), (1, 2), (2, -1), (2, 0), (2, 1))]
        cells.append([row, column, height - row, width - column, *around, row + 1, column])
        if token == 10:
            row, column = row + 1, 0
        elif token >= 32:
            canvas[row, column] = token
            column += 1
        else:
            column += token - 14 if token >= 16 else 0
    return cells


class SampleTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.pack = TokenPack(drawings_pack.save(Path(folder.name) / "pack.safetensors"))
        self.source = SampleSource(self.pack, ModelConfig.from_preset("tiny"), TrainingOptions(batch_tokens=700))

    def test_the_generator_gives_the_numbers_of_the_page(self):
        self.assertEqual([f"{number:x}" for number in random_numbers._xoshiro(7, 3)], ["b358faf74ef9765a", "475c3d964f482cd2", "d6f1d349952c7996"])
        long, short = random_numbers._xoshiro(9, 5000), random_numbers._xoshiro(9, 5000, lane=4096)
        np.testing.assert_array_equal(long, short)  # jumps to other places, the same stream

    def test_blocks_of_numbers_are_one_stream(self):
        random, state = SplitMix64.of(3, 4), SplitMix64.of(3, 4)._state
        expected = random_numbers.mix(np.uint64(state) + np.arange(1, 3001, dtype=np.uint64) * np.uint64(random_numbers.GAMMA))
        self.assertEqual([random.next() for _ in range(3000)], expected.tolist())

    def test_mirrored_twice_is_the_drawing_and_letters_without_a_partner_are_left_alone(self):
        tokens = drawings.encoded(b" /\\\n/  \\\n(__]")
        self.assertEqual(drawings.mirrored(tokens), drawings.encoded(b" /\\\n/  \\\n[__)"))
        self.assertEqual(drawings.mirrored(drawings.mirrored(tokens)), tokens)
        self.assertIsNone(drawings.mirrored(drawings.encoded(b"R")))

    def test_cells_are_those_of_a_canvas_filled_one_token_at_a_time(self):
        random = np.random.default_rng(2)
        samples = []
        for i in range(25):
            rows = []
            for _ in range(random.integers(1, 9)):
                ink = bytes(random.choice([32, 32, 32, 47, 95, 124, 126], random.integers(0, 40)).astype(np.uint8).tolist())
                rows.append(ink + b"#" if len(ink) % 5 else b"")
            text = b"#" + b"\n".join(rows) + b"\n#"
            width, height = max(map(len, text.split(b"\n"))), text.count(b"\n") + 1
            samples.append((b"x" * (1 + i), i % 4, drawings.encoded(text), width + i % 3, height + i % 4))
        made = batch.build(samples, 512)
        start = 0
        for letters, style, tokens, width, height in samples:
            art = start + len(letters) + 2
            end = art + len(tokens)
            expected = np.array(cells_one_by_one(tokens, width, height))
            np.testing.assert_array_equal(made.cells[1:, art:end].T, expected[:, :12])
            np.testing.assert_array_equal(made.rotary[:, art:end].T, expected[:, 12:])
            self.assertEqual(bytes(made.cells[0, start:end].tolist()), bytes([1, 4 + style]) + letters + b"\x02" + tokens[:-1])
            self.assertEqual(bytes(made.targets[art:end].tolist()), tokens)
            self.assertTrue((made.targets[start:art] == batch.NO_TARGET).all())
            start = end

    def test_a_batch_depends_on_seed_and_stream_alone_and_is_full(self):
        first, again, other = (self.source.training_batch(step, 0) for step in (5, 5, 6))
        np.testing.assert_array_equal(first.cells, again.cells)
        self.assertFalse(np.array_equal(first.cells[:, :600], other.cells[:, :600]))
        self.assertGreaterEqual(first.token_count, 700)
        self.assertLess(first.token_count - first.lengths[-1], 700)

    def test_validation_is_every_drawing_once_whoever_takes_it(self):
        whole = [made.target_count for made in self.source.validation_batches(400)]
        shares = [made.target_count for i in range(3) for made in self.source.validation_batches(400, (i, 3))]
        self.assertEqual(sum(whole), sum(shares))
        self.assertEqual(sum(whole), len(drawings.encoded(dict(drawings_pack.DRAWINGS)["gem"])))
