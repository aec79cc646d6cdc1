# The model against docs/FORMAT.md section 13: weights by a formula, cells and logits by the table.

import unittest

import numpy as np

from . import needs_torch

PAGE_OF_EIGHT = {28: (1.430876, -0.235039, -0.357845, 0.119408, 2.208205, 0.551883, -0.641000, -1.136344, 100.7313)}
PAGE = {
    0: (1.084177, 0.750225, -0.011034, 0.044209, 0.776119, 0.643933, -0.236904, -0.142619, 64.1936),
    2: (0.913463, -0.039039, 0.083295, 0.304756, 0.927013, 0.309861, -0.638109, 0.123644, 65.5741),
    7: (0.959738, 0.461696, 0.268060, 0.120216, 0.731440, 0.593893, -0.195755, -0.204719, 60.9722),
    14: (0.986821, 0.016425, -0.362339, 0.236962, 1.650909, 0.313798, -1.101207, -0.620773, 84.3183),
    26: (-0.966239, -0.984525, 0.392631, 0.322325, -0.342288, -0.763447, -0.192795, 0.811239, 78.3229),
    28: (0.911186, -0.778705, -0.122131, 0.363003, 1.502718, 0.092193, -0.996902, -0.414552, 78.9999),
    33: (-0.854127, 0.586563, 0.103990, -0.056218, -0.544675, -0.799955, 0.693088, -1.155264, 68.5329),
}
CELLS = {
    0: (0, 0, 6, 12, 0, 0, 0, 0, 0), 2: (0, 0, 6, 12, 0, 0, 0, 0, 2), 7: (0, 0, 6, 12, 0, 0, 0, 1, 0),
    14: (1, 0, 5, 12, 0, 1, 16, 2, 0), 26: (1, 12, 5, 0, 1, 0, 0, 2, 12), 28: (2, 3, 4, 9, 80, 15, 80, 3, 3),
    33: (2, 8, 4, 4, 64, 64, 64, 3, 8),
}
CAT = bytes([32, 47, 92, 95, 47, 92, 10, 40, 32, 111, 46, 111, 32, 41, 95, 95, 95, 95, 119, 10, 17, 62, 32, 94, 32, 60, 3])


def checklist_model(variant=None, neighbours=3):
    from ascii_scaleout import weights
    from ascii_scaleout.config import ModelConfig, Variant
    from ascii_scaleout.model import AsciiModel
    config = ModelConfig(1, 2, 32, 64, 12, 6, 64, neighbours=neighbours)
    values, k = {}, 0
    for name, shape in weights.catalogue(config):
        numbers = np.arange(k, k + int(np.prod(shape)), dtype=np.uint64)
        w = ((numbers * np.uint64(2654435761) % np.uint64(1 << 32)).astype(np.float64) / (1 << 32) - 0.5) * 0.5
        values[name] = ((1 + w) if len(shape) == 1 else w).astype(np.float32).reshape(shape)
        k += len(numbers)
    model = AsciiModel(config, variant or Variant())
    if variant is None:
        weights.fill(model, values, "the checklist")
    else:
        weights.fill_fresh(model, 1)
    return model


@needs_torch
class ModelTests(unittest.TestCase):
    def test_cells_are_those_of_the_page(self):
        from ascii_scaleout import batch
        made = batch.build([(b"a cat", 0, CAT, 12, 6)], 64)
        self.assertEqual(list(made.features), [12, 12, 37, 37, 7, 4])
        for t, cell in CELLS.items():
            self.assertEqual((*made.cells[1:8, t], *made.rotary[:, t]), cell, f"position {t}")

    def test_logits_are_those_of_the_page_alone_and_among_others(self):
        import torch
        from ascii_scaleout import batch
        from ascii_scaleout.device_batch import DeviceBatch, Layouts
        cat, hill = (b"a cat", 0, CAT, 12, 6), (b"hill", 1, bytes([47, 92, 3]), 5, 2)
        three, eight = checklist_model(), checklist_model(neighbours=8)
        self.assertEqual((three.parameter_count(), eight.parameter_count()), (29024, 44384))
        for model, page, samples, first in ((three, PAGE, [cat], 0), (three, PAGE, [hill, cat, hill], 9), (eight, PAGE_OF_EIGHT, [cat], 0)):
            made = DeviceBatch(batch.build(samples, 64), "cpu", Layouts("rows", "cpu"), 0)
            with torch.no_grad():
                logits = model(made).numpy()
            for t, expected in page.items():
                row = logits[first + t]
                np.testing.assert_allclose(row[:8], expected[:8], atol=5e-6, rtol=0)
                self.assertAlmostEqual(float(np.abs(row).sum()), expected[8], delta=2e-4)

    def test_padding_to_a_constant_number_of_tokens_changes_nothing(self):
        from ascii_scaleout import batch
        from ascii_scaleout.device_batch import DeviceBatch, Layouts, capacity_for
        model = checklist_model()
        made = batch.build([(b"a cat", 0, CAT, 12, 6), (b"hill", 1, bytes([47, 92, 3]), 5, 2)], 64)
        capacity = capacity_for(40, 64)
        self.assertEqual(capacity, 128)
        padded, plain = (DeviceBatch(made, "cpu", Layouts("rows", "cpu"), size) for size in (capacity, 0))
        self.assertEqual((len(padded.targets), len(plain.targets)), (128, made.token_count))
        self.assertAlmostEqual(float(model.loss(padded)), float(model.loss(plain)), delta=1e-4)
        np.testing.assert_allclose(model(padded)[:made.token_count].detach().numpy(), model(plain).detach().numpy(), atol=1e-6)

    def test_blocks_of_flex_attention_hold_every_pair_that_attends(self):
        from ascii_scaleout.attention import FLEX_BLOCK, blocks_of
        lengths = np.array([5, 300, 1, 122, 128, 70, 400, 126])
        documents, sizes, indices = blocks_of(lengths)
        tokens = np.arange(len(documents))
        attends = (tokens[:, None] >= tokens) & (documents[:, None] == documents)
        for queries in range(len(sizes)):
            here = attends[queries * FLEX_BLOCK:(queries + 1) * FLEX_BLOCK]
            needed = np.unique(np.flatnonzero(here.any(0)) // FLEX_BLOCK)
            self.assertLessEqual(set(needed), set(indices[queries, :sizes[queries]]))
            self.assertEqual(len(set(indices[queries, :sizes[queries]])), sizes[queries])

    def test_attention_in_blocks_is_attention(self):
        import torch
        from ascii_scaleout.attention import _blockwise
        q, k, v = torch.randn(3, 2, 3, 300, 16, generator=torch.Generator().manual_seed(1)).unbind(0)
        scores = (q @ k.transpose(2, 3) / 4).masked_fill(torch.ones(300, 300).triu(1).bool(), float("-inf"))
        torch.testing.assert_close(_blockwise(q, k, v), scores.softmax(-1) @ v, atol=1e-5, rtol=0)

    def test_every_variant_computes_a_loss_and_reaches_every_parameter(self):
        from ascii_scaleout import batch
        from ascii_scaleout.config import Variant
        from ascii_scaleout.device_batch import DeviceBatch, Layouts
        changes = [dict(norm="layer"), dict(activation="gelu"), dict(activation="swiglu"), dict(qk_norm=False), dict(zero_init=False),
                   dict(position_embedding=False), dict(rotary=False), dict(room_left=False), dict(neighbours=0), dict(neighbours=5),
                   dict(neighbours=8), dict(value_residual=True), dict(input_residual=True), dict(soft_cap=15.0), dict(convolution=True),
                   dict(prompt_each_block=True), dict(untied=True)]
        made = DeviceBatch(batch.build([(b"a cat", 0, CAT, 12, 6), (b"hill", 1, bytes([47, 92, 3]), 5, 2)], 64), "cpu", Layouts("rows", "cpu"), 0)
        for change in changes:
            with self.subTest(**change):
                model = checklist_model(Variant(**{"zero_init": False, **change}))
                loss = model.loss(made) / made.target_count
                self.assertTrue(3 < float(loss) < 7, f"the loss is {float(loss)}")
                loss.backward()
                silent = [name for name, parameter in model.named_parameters() if parameter.grad is None]
                self.assertEqual(silent, [])
