# Single drawings and prompts: mirror images, prompt letters, hashed prompt features. Must do exactly what the C# classes
# Mirror, Tokenizer, Prompt and PromptFeatures do; tests compare whole batches by hash.

import functools
import re

from .config import LONGEST_PROMPT
from .errors import ScaleoutError

SPACE, NEW_LINE, END = 32, 10, 3

_FROM, _TO = b"/\\()<>[]{}bdpqJL`'", b"\\/)(><][}{dbqpLJ''"
_SAME = b" !\"#$%&*+,-.:;=?AHIMOTUVWXY^_ilmnotuvwx|~08@"
_PARTNERS = bytes.maketrans(_FROM, _TO)
_WITHOUT_PARTNER = re.compile(b"[^" + re.escape(_FROM + _SAME + b"\n") + b"]")
_BLANK_TOKEN = re.compile(b"[\x10-\x1e]")
_BLANKS = re.compile(b" {2,16}")


def mirrored(tokens):
    """Tokens (bytes, <end> included) of the mirror image about the drawing's own width, or None."""
    text = _BLANK_TOKEN.sub(lambda run: b" " * (run[0][0] - 14), tokens[:-1])
    if _WITHOUT_PARTNER.search(text):
        return None
    rows = text.translate(_PARTNERS).split(b"\n")
    width = max(map(len, rows))
    flipped = b"\n".join(row.ljust(width)[::-1].rstrip(b" ") for row in rows)
    return encoded(flipped)


def encoded(text):
    """Canonical tokens of a drawing's text, <end> included."""
    return _BLANKS.sub(lambda run: bytes([14 + len(run[0])]), text) + bytes([END])


def normalised(letters):
    """A prompt's letters, lower-cased and with single spaces, as bytes."""
    folded = b" ".join(letters.lower().split())
    if not 1 <= len(folded) <= LONGEST_PROMPT or any(not SPACE <= letter <= 126 for letter in folded):
        raise ScaleoutError(f"the prompt {letters!r} is empty, longer than {LONGEST_PROMPT} or not plain English; make the pack again")
    return folded


@functools.lru_cache(maxsize=1 << 16)
def features(letters, bucket_count):
    """Rows of a prompt's features, repetitions included, in the order of the letters."""
    rows = []
    for word in letters.split(b" "):
        if word:
            marked = b"^" + word + b"$"
            rows.append(_bucket(marked, bucket_count))
            rows.extend(_bucket(marked[i:i + 3], bucket_count) for i in range(len(word)))
    return tuple(rows)


def _bucket(feature, bucket_count):
    value = 2166136261
    for letter in feature:
        value = ((value ^ letter) * 16777619) & 0xFFFFFFFF
    return value % bucket_count
