# AdamW as the C# trainer has it, and Muon for the hidden matrices (with AdamW for the rest). What an optimiser remembers
# has names, `adam.first.NAME` and the like, under which checkpoints keep it. Does not know files.

import torch

from .config import TrainingOptions

PROMPT_TABLE = "embedding.prompt.weight"
BETA1, EPSILON = 0.9, 1e-8
MOMENTUM, NEWTON_SCHULZ = 0.95, (3.4445, -4.7750, 2.0315)
NEWTON_SCHULZ_STEPS, MUON_SCALE = 5, 0.2


def is_decayed(name, parameter):
    """Linear maps decay; norms, embeddings and the small parts of variants do not."""
    return parameter.dim() == 2 and not name.startswith("embedding.") and ".convolution." not in name


class Optimiser:
    """Turns gradients into better weights."""

    def __init__(self, model, options=TrainingOptions()):
        self._options = options
        self._named = list(model.named_parameters())
        hidden = [(name, p) for name, p in self._named if options.optimiser == "muon" and name.startswith("blocks.") and is_decayed(name, p)]
        self._momenta = {name: torch.zeros_like(p) for name, p in hidden}
        self._muon = Muon([(p, self._momenta[name]) for name, p in hidden])
        rest = [(name, p) for name, p in self._named if name not in self._momenta]
        groups = {}
        for name, p in rest:
            key = (options.prompt_rate if name == PROMPT_TABLE else 1.0, options.weight_decay if is_decayed(name, p) else 0.0)
            groups.setdefault(key, []).append(p)
        is_cuda = self._named[0][1].is_cuda
        speed = {"fused": True} if is_cuda and hasattr(torch, "compile") else {"foreach": True}
        self._adam = torch.optim.AdamW(
            [{"params": list(parameters), "factor": factor, "weight_decay": decay} for (factor, decay), parameters in groups.items()],
            lr=0.0, betas=(BETA1, options.beta2), eps=EPSILON, **speed)
        for _, p in rest:
            step = torch.zeros((), dtype=torch.float32, device=p.device if "fused" in speed else "cpu")
            self._adam.state[p] = {"step": step, "exp_avg": torch.zeros_like(p), "exp_avg_sq": torch.zeros_like(p)}

    def states(self):
        """What is remembered between steps: name to tensor, in file order."""
        states = {}
        for name, p in self._named:
            if name in self._momenta:
                states["muon.momentum." + name] = self._momenta[name]
            else:
                states["adam.first." + name] = self._adam.state[p]["exp_avg"]
                states["adam.second." + name] = self._adam.state[p]["exp_avg_sq"]
        return states

    def go_on_after(self, step):
        """The next update is number step + 1."""
        for state in self._adam.state.values():
            state["step"].fill_(step)

    def update(self, rate):
        """One update; returns the global norm of the gradient before clipping, as a tensor."""
        gradients = [p.grad for _, p in self._named]
        norm = torch.stack([gradient.norm() for gradient in gradients]).norm()
        if self._options.clip_norm > 0:
            share = torch.clamp(self._options.clip_norm / norm, max=1.0)
            for gradient in gradients:
                gradient.mul_(share)
        for group in self._adam.param_groups:
            group["lr"] = rate * group["factor"]
        self._adam.step()
        self._muon.step(rate, self._options.weight_decay)
        return norm


class Muon:
    """Momentum whose singular values are made about equal (Jordan et al. 2024); matrices of one shape go together."""

    def __init__(self, pairs):
        self._shapes = {}
        for parameter, momentum in pairs:
            self._shapes.setdefault(tuple(parameter.shape), []).append((parameter, momentum))

    @torch.no_grad()
    def step(self, rate, decay):
        for (rows, columns), pairs in self._shapes.items():
            directions = []
            for parameter, momentum in pairs:
                momentum.mul_(MOMENTUM).add_(parameter.grad)
                directions.append(parameter.grad.add(momentum, alpha=MOMENTUM))
            scale = MUON_SCALE * max(rows, columns) ** 0.5
            for (parameter, _), update in zip(pairs, orthogonalised(torch.stack(directions))):
                parameter.mul_(1 - rate * decay).add_(update.to(parameter.dtype), alpha=-rate * scale)


def orthogonalised(matrices):
    """Newton-Schulz towards the nearest orthogonal matrices: (count, rows, columns)."""
    a, b, c = NEWTON_SCHULZ
    x = matrices.bfloat16() if matrices.is_cuda else matrices
    tall = x.shape[1] > x.shape[2]
    x = x.transpose(1, 2) if tall else x
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    for _ in range(NEWTON_SCHULZ_STEPS):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return x.transpose(1, 2) if tall else x
