# Tests of the twin, for `python3 -m unittest discover` in scaleout/. Those that need torch say so and are skipped without it.

import unittest

try:
    import torch
    torch.set_num_threads(2)
    HAS_TORCH = True
except ImportError:
    HAS_TORCH = False

needs_torch = unittest.skipUnless(HAS_TORCH, "torch is not installed")
