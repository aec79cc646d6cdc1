# Runs: a run that stops and goes on, two processes against one, transport of weights, refusals. Each starts the real command.

import json
import os
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from ascii_scaleout import safetensors_file

from . import drawings_pack, needs_torch

ROOT = Path(__file__).resolve().parent.parent
RUN = ["--preset", "tiny", "--block-size", "256", "--batch-tokens", "300", "--warm-up", "4", "--eval-interval", "3", "--checkpoint-interval", "2", "--threads", "1"]


@needs_torch
class TrainingTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.pack = drawings_pack.save(self.folder / "pack.safetensors")

    def command(self, module, *words, ranks=None, code=0):
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        processes = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        for rank in range(ranks or 1):
            if ranks:
                environment = {**environment, "RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(ranks), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
            processes.append(subprocess.Popen([sys.executable, "-m", "ascii_scaleout." + module, *map(str, words)], cwd=ROOT, env=environment,
                                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        outputs = [process.communicate(timeout=120) for process in processes]
        for process, (_, error) in zip(processes, outputs):
            self.assertEqual(process.returncode, code, error)
        return outputs[0]

    def train(self, name, *words, **more):
        return self.command("train", "--pack", self.pack, "--checkpoint-dir", self.folder / name, *words, **more)

    def final(self, name):
        path = self.folder / name
        return safetensors_file.read(path / json.loads((path / "last.json").read_text())["weights"])

    def losses(self, name):
        lines = [json.loads(line) for line in (self.folder / name / "metrics.jsonl").read_text().splitlines()]
        self.assertEqual([line["step"] for line in lines], list(range(1, len(lines) + 1)))
        return [line["loss"] for line in lines], [line["validation"]["loss"] for line in lines if line["validation"]]

    def assert_alike(self, one, other, tolerance):
        self.assertEqual(list(one), list(other))
        for name, values in one.items():
            np.testing.assert_allclose(other[name], values, atol=tolerance, rtol=0, err_msg=name)

    def test_a_run_that_stops_and_goes_on_ends_like_one_that_does_not_with_either_optimiser(self):
        for optimiser in ("adamw", "muon"):
            with self.subTest(optimiser):
                options = [*RUN, "--max-iters", 8, "--accumulate", 2, "--optimiser", optimiser]
                self.train(optimiser + "-whole", *options)
                self.train(optimiser + "-halves", *options, "--stop-at", 5)
                self.assertEqual(sorted(each.name for each in (self.folder / (optimiser + "-halves")).glob("step-*.json")), [f"step-0000000{i}.json" for i in (3, 4, 5)])
                self.train(optimiser + "-halves", "--resume-from", self.folder / (optimiser + "-halves"))
                self.assert_alike(self.final(optimiser + "-whole"), self.final(optimiser + "-halves"), 1e-6)
                self.assertEqual(any(name.startswith("muon.momentum.") for name in self.final(optimiser + "-whole")), optimiser == "muon")
                losses, validations = self.losses(optimiser + "-halves")
                self.assertEqual((len(losses), len(validations)), (8, 3))
                self.assertLess(losses[-1], losses[0])

    def test_two_processes_are_one_process_with_two_batches_a_step(self):
        self.train("one", *RUN, "--max-iters", 6, "--accumulate", 2)
        self.train("two", *RUN, "--max-iters", 6, ranks=2)
        np.testing.assert_allclose(self.losses("one")[0], self.losses("two")[0], atol=1e-5)
        np.testing.assert_allclose(self.losses("one")[1], self.losses("two")[1], atol=1e-5)
        self.assert_alike(self.final("one"), self.final("two"), 1e-5)

    def test_weights_travel_in_parts_and_start_another_run(self):
        self.train("run", *RUN, "--max-iters", 2)
        self.command("checkpoint", "weights", self.folder / "run", "--out", self.folder / "carried", "--split-mb", 1)
        carried = safetensors_file.read(self.folder / "carried" / "step-00000002.safetensors")
        weights = {name: values for name, values in self.final("run").items() if not name.startswith(("adam.", "muon."))}
        self.assertEqual(list(carried), list(weights))
        for name, values in weights.items():
            np.testing.assert_allclose(carried[name], values, rtol=2 ** -8)
        self.command("checkpoint", "join", self.folder / "carried" / "step-00000002.safetensors")
        self.assertEqual(sorted(each.name for each in (self.folder / "carried").iterdir()), ["last.json", "step-00000002.json", "step-00000002.safetensors"])
        self.train("next", "--init-from", self.folder / "carried", *RUN[4:], "--max-iters", 1)
        self.assertLess(abs(self.losses("next")[0][0] - self.losses("run")[0][0]), 0.5)

    def test_a_comparison_of_variants_goes_on_where_it_stopped(self):
        config = self.folder / "ablate.json"
        config.write_text(json.dumps({"base": {"tokens": 900, "batch_tokens": 300, "block_size": 256}, "runs": {"as released": {}, "muon": {"optimiser": "muon"}}}))
        words = ["--pack", self.pack, "--config", config, "--out", self.folder / "out", "--threads", 1]
        self.command("ablate", *words, "--only", "muon")
        first = (self.folder / "out" / "results.jsonl").read_text()
        self.assertIn("to do  as released", self.command("ablate", *words, "--list")[0])
        self.command("ablate", *words)
        lines = (self.folder / "out" / "results.jsonl").read_text()
        self.assertTrue(lines.startswith(first))
        self.assertEqual([json.loads(line)["name"] for line in lines.splitlines()], ["muon", "as released"])
        self.assertEqual((self.folder / "out" / "table.md").read_text().count("\n"), 4)
        config.write_text(config.read_text().replace('"muon"}', '"moon"}'))
        self.assertIn("moon", self.command("ablate", *words, code=1)[1])
        shipped = json.loads((ROOT / "ablations.json").read_text())
        from ascii_scaleout.ablate import plan
        self.assertEqual(len(plan(shipped)), len(shipped["seeds"]) * len(shipped["runs"]))

    def test_misuse_and_damage_are_refused_in_one_line(self):
        self.train("run", *RUN, "--max-iters", 1)
        cases = [(["--resume-from", self.folder / "run", "--seed", 4], "--seed cannot change"), (["--max-iters", 0], "--max-iters is 0"),
                 (["--resume-from", self.folder / "run", "--preset", "tiny"], "own shape"), (["--attention", "flex"], "CUDA"), ([], "holds a run already")]
        for words, text in cases:
            _, error = self.train("run" if not words else "other", *words, code=1)
            self.assertRegex(error, f"\\Aascii_scaleout: .*{text}.*\\n\\Z")
        for damaged, text in ((self.folder / "run" / "step-00000001.safetensors", "SHA-256"), (self.folder / "run" / "last.json", "damaged")):
            data = bytearray(damaged.read_bytes())
            data[-300 if damaged.suffix == ".json" else -5] ^= 1
            damaged.write_bytes(data)
            _, error = self.train("run", "--resume-from", self.folder / "run", code=1)
            self.assertRegex(error, f"\\Aascii_scaleout: .*{text}.*\\n\\Z")
