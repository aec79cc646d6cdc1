# safetensors as docs/FORMAT.md section 8 describes it, in numpy: read, write, and files in parts small enough for a
# repository that refuses large ones (NAME.part-001-of-003, joined by plain concatenation).
# BF16, which numpy lacks, is widened to float32 when read and rounded to nearest even when written.

import json
import os
from pathlib import Path

import numpy as np

from .errors import ScaleoutError

LONGEST_HEADER = 16 << 20
DATA_ALIGNMENT = 64
_TYPES = {"F32": "<f4", "F16": "<f2", "BF16": "<u2", "I8": "i1", "U8": "u1", "I32": "<i4"}
_NAMES = {np.dtype(text): name for name, text in _TYPES.items() if name != "BF16"}


def read(path):
    """All tensors of a file, or of its parts when only they are there: a dict of name to array, in file order."""
    data = read_bytes(path)
    try:
        return _parse(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ScaleoutError(f"{path}: is no safetensors file ({str(error).splitlines()[0]}); use another file") from error


def read_bytes(path):
    """The bytes of a file, or of its parts joined."""
    path = Path(path)
    if path.is_file():
        return path.read_bytes()
    parts = parts_of(path)
    if not parts:
        raise ScaleoutError(f"{path}: no such file, nor parts of it; check the path")
    return b"".join(part.read_bytes() for part in parts)


def parts_of(path):
    """The parts of a file in order, none when it has none; a missing part is refused."""
    path = Path(path)
    found = sorted(path.parent.glob(path.name + ".part-*-of-*"))
    if not found:
        return []
    count = int(found[0].name.rsplit("-", 1)[1])
    expected = [path.with_name(f"{path.name}.part-{i:03d}-of-{count:03d}") for i in range(1, count + 1)]
    if found != expected:
        raise ScaleoutError(f"{path}: has {len(found)} parts, expected the {count} of {expected[0].name}; copy them again")
    return found


def write(path, tensors, bf16=False):
    """Writes a dict of name to array; float32 arrays become BF16 when asked. Written beside its place, then renamed."""
    entries, blobs, offset = {}, [], 0
    for name, values in tensors.items():
        values = np.asarray(values)
        values = values if values.flags.c_contiguous else np.ascontiguousarray(values)  # which would make a scalar a vector
        if bf16 and values.dtype == np.float32:
            blob, kind = _to_bf16(values).tobytes(), "BF16"
        else:
            blob, kind = values.tobytes(), _NAMES[values.dtype]
        entries[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    header = json.dumps(entries, separators=(",", ":")).encode("ascii")
    start = -(-(8 + len(header)) // DATA_ALIGNMENT) * DATA_ALIGNMENT
    save_bytes(path, [(start - 8).to_bytes(8, "little"), header.ljust(start - 8), *blobs])


def save_bytes(path, chunks):
    """Writes chunks to a temporary name, flushes them to disk and renames."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise ScaleoutError(f"{path}: cannot be written ({error.strerror}); make room or give another folder") from error


def split(path, megabytes):
    """Cuts a file into parts of at most so many MiB, removes the whole and returns the parts' paths."""
    path, size = Path(path), megabytes << 20
    data = path.read_bytes()
    for old in path.parent.glob(path.name + ".part-*-of-*"):
        old.unlink()
    count = max(1, -(-len(data) // size))
    parts = [path.with_name(f"{path.name}.part-{i + 1:03d}-of-{count:03d}") for i in range(count)]
    for i, part in enumerate(parts):
        save_bytes(part, [data[i * size:(i + 1) * size]])
    path.unlink()
    return parts


def _parse(data):
    length = int.from_bytes(data[:8], "little")
    if len(data) < 8 or length > LONGEST_HEADER or 8 + length > len(data):
        raise ValueError("the header is longer than the file or than 16 MiB")
    header = json.loads(data[8:8 + length].decode("utf-8"), object_pairs_hook=_once)
    body = memoryview(data)[8 + length:]
    tensors, spans = {}, []
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        kind = np.dtype(_TYPES[entry["dtype"]])
        begin, end = entry["data_offsets"]
        shape = entry["shape"]
        count = int(np.prod(shape, dtype=np.int64)) if shape else 1
        if min([begin, *shape]) < 0 or end - begin != count * kind.itemsize or end > len(body):
            raise ValueError(f"tensor '{name}' has shape {shape} but the bytes {begin}..{end}")
        values = np.frombuffer(body, kind, count, begin) if count else np.empty(0, kind)
        tensors[name] = (_from_bf16(values) if entry["dtype"] == "BF16" else values).reshape(shape)
        spans.append((begin, end))
    expected = 0
    for begin, end in sorted(spans):
        if begin != expected:
            raise ValueError(f"offsets overlap or leave a gap at byte {expected}")
        expected = end
    if expected != len(body):
        raise ValueError(f"{len(body) - expected} bytes belong to no tensor")
    return tensors


def _once(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name is there twice")
    return dict(pairs)


def _from_bf16(values):
    return (values.astype(np.uint32) << 16).view(np.float32)


def _to_bf16(values):
    bits = values.view(np.uint32)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    return np.where(np.isnan(values), (bits >> 16) | 0x40, rounded).astype("<u2")
