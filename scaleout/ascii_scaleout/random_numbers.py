# The project's own random numbers, bit for bit: SplitMix64 for the data, xoshiro256** for fresh weights. numpy computes
# many at once: SplitMix64 is a counter; xoshiro's state is linear over GF(2), so lanes start at jumps along one stream.

import functools

import numpy as np

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
STREAM = 0xD1342543DE82EF95


def mix(counters):
    """Output of SplitMix64 at these values of its counter, a uint64 array."""
    z = (counters ^ (counters >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


class SplitMix64:
    """The generator, drawing its numbers ahead a block at a time."""

    BLOCK = 1024

    def __init__(self, seed):
        self._state = seed & MASK
        self._ahead = iter(())

    @staticmethod
    def of(seed, step):
        """A stream of its own for each pair of numbers."""
        return SplitMix64(SplitMix64(seed).next() ^ ((step * STREAM) & MASK))

    def next(self):
        """The next 64 bits."""
        number = next(self._ahead, None)
        if number is None:
            counters = np.uint64(self._state) + np.arange(1, self.BLOCK + 1, dtype=np.uint64) * np.uint64(GAMMA)
            self._state = int(counters[-1])
            self._ahead = iter(mix(counters).tolist())
            number = next(self._ahead)
        return number

    def next_double(self):
        """Uniform in [0, 1)."""
        return (self.next() >> 11) * (1.0 / (1 << 53))

    def next_below(self, bound):
        """Uniform in 0..bound-1."""
        return (self.next() * bound) >> 64


def bell_numbers(seed, count):
    """The first numbers of xoshiro256**'s NextBell from a seed: mean 0, deviation 1, float32."""
    bits = _xoshiro(seed & MASK, count)
    sums = sum(((bits >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.int64) for shift in (0, 16, 32, 48))
    return (sums - 131070).astype(np.float32) * (np.float32(1.7320508) / np.float32(65536))


def _xoshiro(seed, count, lane=1024):
    """Outputs of one stream: lane l of the array computes numbers l * lane .. (l + 1) * lane - 1."""
    lanes = -(-count // lane)
    state = mix(np.uint64(seed) + np.arange(1, 5, dtype=np.uint64) * np.uint64(GAMMA))
    states, jump = state[:, None], _power_of_two_jump(lane.bit_length() - 1)
    while states.shape[1] < lanes:
        states = np.concatenate([states, _jumped(jump, states)], axis=1)
        jump = (jump @ jump) % 2
    states = list(states[:, :lanes])
    numbers = np.empty((lane, lanes), np.uint64)
    for i in range(min(lane, count)):
        numbers[i] = _rotated(states[1] * np.uint64(5), 7) * np.uint64(9)
        states = _stepped(states)
    return numbers.T.reshape(-1)[:count]


def _stepped(states):
    s0, s1, s2, s3 = states
    shifted = s1 << np.uint64(17)
    s2, s3 = s2 ^ s0, s3 ^ s1
    return [s0 ^ s3, s1 ^ s2, s2 ^ shifted, _rotated(s3, 45)]


def _rotated(values, by):
    return (values << np.uint64(by)) | (values >> np.uint64(64 - by))


@functools.lru_cache
def _power_of_two_jump(exponent):
    """The 256 x 256 matrix over GF(2) of 2^exponent steps; float32, whose products stay exact."""
    units = np.packbits(np.eye(256, dtype=np.uint8), axis=0, bitorder="little")  # (32 bytes, 256 columns)
    words = np.ascontiguousarray(units.T).view(np.uint64).T  # (4, 256)
    jump = _bits(np.stack(_stepped(list(words))))
    for _ in range(exponent):
        jump = (jump @ jump) % 2
    return jump


def _jumped(jump, states):
    bits = (jump @ _bits(states)) % 2
    packed = np.packbits(bits.astype(np.uint8), axis=0, bitorder="little")
    return np.ascontiguousarray(packed.T).view(np.uint64).T


def _bits(states):
    """(4, n) words to (256, n) bits as float32."""
    raw = np.ascontiguousarray(states.T).view(np.uint8)  # (n, 32)
    return np.unpackbits(raw, axis=1, bitorder="little").T.astype(np.float32)
