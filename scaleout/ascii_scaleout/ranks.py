# One process or many: who this process is (torchrun's environment) and sums over all of them. Gradients are summed as one
# flat tensor; these models are small, so hiding that behind the backward pass would gain nothing.

import os

import torch
import torch.distributed as distributed


class Ranks:
    """The processes of a run."""

    def __init__(self, device):
        self.count, self.rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
        if device == "cuda":
            device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}"
            torch.cuda.set_device(device)
        self.device = torch.device(device)
        if self.count > 1:
            distributed.init_process_group("nccl" if self.device.type == "cuda" else "gloo")

    @property
    def is_first(self):
        return self.rank == 0

    def sum_gradients(self, parameters):
        """Replaces each gradient by the sum over all processes."""
        if self.count == 1:
            return
        gradients = [p.grad for p in parameters]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        distributed.all_reduce(flat)
        for gradient, total in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
            gradient.copy_(total.view_as(gradient))

    def sum(self, *values):
        """Sums of numbers over all processes."""
        total = torch.stack([torch.as_tensor(value, dtype=torch.float64, device=self.device) for value in values])
        if self.count > 1:
            distributed.all_reduce(total)
        return total.tolist()

    def close(self):
        if self.count > 1:
            distributed.destroy_process_group()
