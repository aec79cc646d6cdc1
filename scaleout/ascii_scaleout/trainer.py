# The training loop of the C# trainer: batch, forward, backward, update, now and then a validation and a checkpoint.
# With R processes each takes every R-th batch of a step, so the step is the same for any R that divides --accumulate.
# Does not know the command line.

import json
import math
import os
import queue
import signal
import sys
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass

import torch

from . import checkpoint, weights
from .attention import has_flex
from .device_batch import DeviceBatch, Layouts, capacity_for
from .errors import ScaleoutError
from .optimiser import Optimiser
from .samples import SampleSource
from .schedule import rate_at

_BATCHES_AHEAD = 4


@dataclass
class Machine:
    """How to compute, which must not change what is computed."""

    ranks: object
    dtype: str = "fp32"
    attention: str = "auto"
    compile: bool = False

    def layout_kind(self):
        """rows or flex."""
        flex = has_flex(self.ranks.device)
        if self.attention == "auto":
            kind = "flex" if flex else "rows"
        else:
            kind = self.attention
        if kind == "flex" and not flex:
            raise ScaleoutError("--attention flex needs CUDA and torch 2.5 or later; use rows")
        if self.compile and kind != "flex":
            raise ScaleoutError("--compile needs flex attention (CUDA and torch 2.5 or later); leave it out")
        return kind


class Trainer:
    """Trains a model on a token pack."""

    def __init__(self, model, state, pack, directory, machine):
        self.model, self.state, self._directory, self._machine, self._ranks = model, state, directory, machine, machine.ranks
        options = state.options.checked()
        if options.accumulate % self._ranks.count:
            raise ScaleoutError(f"--accumulate is {options.accumulate}, expected a multiple of the {self._ranks.count} processes")
        self.samples = SampleSource(pack, state.config, options)
        self.optimiser = Optimiser(model, options)
        kind = machine.layout_kind()
        self._capacity = capacity_for(options.batch_tokens, state.config.block_size)
        self._padded = self._capacity if kind == "flex" else 0
        self._layouts = Layouts(kind, self._ranks.device, self._padded)
        if machine.compile:
            model.trunk = torch.compile(model.trunk, dynamic=False)

    def run(self, report, minutes=math.inf, stop_at=sys.maxsize):
        """Runs to the end; after so many minutes, that step, or a signal, the step is finished and saved. True after a signal."""
        state, options = self.state, self.state.options
        log = MetricsLog(self._directory, state.step) if self._directory and self._ranks.is_first else None
        stop, clock, first = StopSignal(), time.monotonic(), (state.step, state.tokens_seen)
        is_over = signalled = False
        with BatchesAhead(self._batches()) as batches:
            while state.step < options.max_iterations and not is_over:
                line = self.train_step(batches)
                validation = self.validate() if self._is_due(options.evaluation_interval) else None
                is_best = validation is not None and not validation["loss"] >= state.best
                if validation is not None:
                    state.validation = validation["loss"]
                if is_best:
                    state.best = state.validation
                out_of_time = time.monotonic() - clock > 60 * minutes or state.step >= stop_at
                stopped, signalled_anywhere = self._ranks.sum(out_of_time or stop.given, stop.given)
                is_over, signalled = stopped > 0, signalled_anywhere > 0
                seconds = time.monotonic() - clock
                line.update(tokens_per_second=(state.tokens_seen - first[1]) / seconds, tokens_seen=state.tokens_seen,
                            seconds_left=seconds / (state.step - first[0]) * (options.max_iterations - state.step), validation=validation)
                if log:
                    log.append(line)
                report(line)
                if is_best or is_over or self._is_due(options.checkpoint_interval):
                    self.save(is_best)
        stop.close()
        return signalled

    def train_step(self, batches):
        """One update from the next batches; returns the first fields of its line of metrics."""
        state, options = self.state, self.state.options
        step = state.step + 1
        loss, targets, characters, tokens = torch.zeros((), dtype=torch.float64, device=self._ranks.device), 0, 0, 0
        for parameter in self.model.parameters():
            parameter.grad = None
        for _ in range(options.accumulate // self._ranks.count):
            batch = next(batches).ready()
            with self._precision():
                total = self.model.loss(batch)
            (total / (batch.target_count * options.accumulate)).backward()
            loss += total.detach().double()
            targets += batch.target_count
            characters += batch.character_count
            tokens += batch.token_count
        self._ranks.sum_gradients(list(self.model.parameters()))
        rate = rate_at(step, options.learning_rate, options.min_learning_rate, options.warm_up_steps, options.max_iterations, options.decay)
        loss, targets, characters, tokens = self._ranks.sum(loss, targets, characters, tokens)
        norm = float(self.optimiser.update(rate))
        self._judge(step, loss / targets, norm)
        state.step = step
        state.tokens_seen += int(tokens)
        return dict(step=step, total_steps=options.max_iterations, loss=loss / targets, bits_per_character=loss / characters / math.log(2),
                    learning_rate=rate, gradient_norm=norm)

    @torch.no_grad()
    def validate(self):
        """Mean loss over the validation drawings; None without any."""
        count = len(self.samples.validation)
        if count == 0:
            return None
        loss, targets, characters = torch.zeros((), dtype=torch.float64, device=self._ranks.device), 0, 0
        for made in self.samples.validation_batches(self._capacity, (self._ranks.rank, self._ranks.count)):
            batch = DeviceBatch(made, self._ranks.device, self._layouts, self._padded).ready()
            with self._precision():
                loss += self.model.loss(batch).double()
            targets += batch.target_count
            characters += batch.character_count
        loss, targets, characters = self._ranks.sum(loss, targets, characters)
        return dict(loss=loss / targets, bits_per_character=loss / characters / math.log(2), count=count)

    def save(self, is_best):
        """Writes a checkpoint, `last` and perhaps `best`."""
        if self._directory and self._ranks.is_first:
            moments = {name: tensor.float().cpu().numpy() for name, tensor in self.optimiser.states().items()}
            checkpoint.save(self._directory, is_best, self.state, weights.values_of(self.model), moments)

    def _judge(self, step, loss, norm):
        # The C# trainer's LossGuard: fresh weights start at 4.85 nats, ordinary noise stays far below the limit.
        state = self.state
        is_high = step > max(state.options.warm_up_steps, 20) and loss > 3 * state.running + 3
        if is_high or not math.isfinite(loss) or not math.isfinite(norm):
            raise ScaleoutError(f"the loss of step {step} is {loss:.2f}, its gradient's norm {norm:.2f}, the loss before {state.running:.2f}; "
                                "start again from the last checkpoint with --init-from and a lower --learning-rate")
        state.running = loss if math.isnan(state.running) else 0.95 * state.running + (1 - 0.95) * loss

    def _batches(self):
        options, ranks = self.state.options, self._ranks
        if ranks.device.type == "cuda":
            torch.cuda.set_device(ranks.device)  # a setting of each thread
        for step in range(self.state.step + 1, options.max_iterations + 1):
            for part in range(ranks.rank, options.accumulate, ranks.count):
                made = self.samples.training_batch(step, part)
                yield DeviceBatch(made, ranks.device, self._layouts, self._padded)

    def _precision(self):
        return torch.autocast(self._ranks.device.type, dtype=torch.bfloat16) if self._machine.dtype == "bf16" else nullcontext()

    def _is_due(self, interval):
        return self.state.step == self.state.options.max_iterations or (interval > 0 and self.state.step % interval == 0)


class BatchesAhead:
    """Makes batches in a thread while the device computes."""

    def __init__(self, batches):
        self._queue, self._batches, self._over = queue.Queue(_BATCHES_AHEAD), batches, False

    def __enter__(self):
        self._thread = threading.Thread(target=self._fill, daemon=True)
        self._thread.start()
        return self

    def __next__(self):
        made = self._queue.get()
        if isinstance(made, BaseException):
            raise made
        return made

    def __exit__(self, *_):
        self._over = True
        while self._thread.is_alive():
            try:
                self._queue.get(timeout=0.1)
            except queue.Empty:
                pass

    def _fill(self):
        try:
            for made in self._batches:
                self._queue.put(made)
                if self._over:
                    return
        except BaseException as error:  # the training thread raises it
            self._queue.put(error)


class StopSignal:
    """Ctrl-C or a request to end: the step is finished first."""

    def __init__(self):
        self.given = False
        self._before = {}
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._note) for number in (signal.SIGINT, signal.SIGTERM)}

    def close(self):
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, *_):
        self.given = True


class MetricsLog:
    """metrics.jsonl: one line a step; lines behind the checkpoint gone on from are dropped."""

    def __init__(self, directory, step):
        os.makedirs(directory, exist_ok=True)
        self._path = os.path.join(directory, "metrics.jsonl")
        if os.path.exists(self._path):
            with open(self._path, encoding="utf-8") as file:
                lines = [line for line in file if self._step_of(line) <= step]
            with open(self._path, "w", encoding="utf-8") as file:
                file.writelines(lines)

    def append(self, line):
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line, separators=(",", ":")) + "\n")

    @staticmethod
    def _step_of(line):
        try:
            return json.loads(line)["step"]
        except (ValueError, KeyError, TypeError):
            return math.inf
