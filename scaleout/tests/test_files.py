# Files: safetensors and their parts, packs, damaged ones. Needs numpy only.

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from ascii_scaleout import safetensors_file
from ascii_scaleout.errors import ScaleoutError
from ascii_scaleout.pack import TokenPack

from . import drawings_pack


class FileTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "a.safetensors"

    def test_tensors_come_back_as_they_were_written(self):
        tensors = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.array([1, 255], np.uint8), "none": np.empty((0, 4), np.int32),
                   "half": np.array([0.5], np.float16), "one": np.array(3, np.int32)}
        safetensors_file.write(self.path, tensors)
        found = safetensors_file.read(self.path)
        self.assertEqual(list(found), list(tensors))
        for name, values in tensors.items():
            self.assertEqual((found[name].dtype, found[name].shape), (values.dtype, values.shape))
            np.testing.assert_array_equal(found[name], values)

    def test_bf16_rounds_to_nearest_even_and_back_is_exact(self):
        values = np.array([1, 1 + 2 ** -8, 1 + 3 * 2 ** -8, -3.3e38, 1e-40, np.nan], np.float32)
        safetensors_file.write(self.path, {"x": values}, bf16=True)
        found = safetensors_file.read(self.path)["x"]
        np.testing.assert_array_equal(found[:3], np.array([1, 1, 1 + 2 ** -6], np.float32))
        self.assertTrue(np.isnan(found[5]))
        safetensors_file.write(self.path, {"x": found}, bf16=True)
        np.testing.assert_array_equal(safetensors_file.read(self.path)["x"], found)

    def test_a_file_in_parts_reads_like_the_whole_and_a_missing_part_is_noticed(self):
        values = np.random.default_rng(1).standard_normal(700_000).astype(np.float32)
        safetensors_file.write(self.path, {"x": values})
        parts = safetensors_file.split(self.path, 1)
        self.assertEqual([part.name for part in parts], [f"a.safetensors.part-00{i}-of-003" for i in (1, 2, 3)])
        self.assertTrue(all(part.stat().st_size <= 1 << 20 for part in parts))
        self.assertFalse(self.path.exists())
        np.testing.assert_array_equal(safetensors_file.read(self.path)["x"], values)
        parts[1].unlink()
        with self.assertRaisesRegex(ScaleoutError, "expected the 3"):
            safetensors_file.read(self.path)

    def test_damaged_files_are_refused_in_one_line(self):
        safetensors_file.write(self.path, {"a": np.zeros(4, np.float32), "b": np.ones(2, np.float32)})
        whole = self.path.read_bytes()
        for damage in (whole[:-1], whole + b"x", whole[:20], b"", whole.replace(b'"F32"', b'"F99"', 1), whole.replace(b"[16,24]", b"[12,20]"),
                       whole.replace(b'"b"', b'"a"'), whole.replace(b"[4]", b"[5]")):
            self.path.write_bytes(damage)
            with self.assertRaises(ScaleoutError) as caught:
                safetensors_file.read(self.path)
            self.assertNotIn("\n", str(caught.exception))

    def test_a_pack_with_a_wrong_offset_is_refused(self):
        path = drawings_pack.save(self.path)
        self.assertEqual(TokenPack(path).count, len(drawings_pack.DRAWINGS))
        tensors = {name: values.copy() for name, values in safetensors_file.read(path).items()}
        tensors["art.offsets"][1] += 1
        safetensors_file.write(path, tensors)
        with self.assertRaisesRegex(ScaleoutError, "<end>"):
            TokenPack(path)

    def test_the_header_starts_the_data_at_a_multiple_of_64(self):
        safetensors_file.write(self.path, {"a": np.zeros(1, np.float32)})
        data = self.path.read_bytes()
        length = int.from_bytes(data[:8], "little")
        self.assertEqual((8 + length) % 64, 0)
        self.assertEqual(json.loads(data[8:8 + length])["a"], {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]})
