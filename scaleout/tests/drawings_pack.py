# A token pack of a few drawings, for the tests.

import numpy as np

from ascii_scaleout import drawings, safetensors_file

DRAWINGS = (
    ("house", b"   /\\\n  /  \\\n /____\\\n |    |\n | [] |\n |____|"), ("fish", b"  ___\n /o  \\/|\n \\___/\\|"),
    ("cup", b" ____\n|    |)\n|____|"), ("tree", b"   *\n  ***\n *****\n   |\n   |"), ("gem", b"/\\\n\\/"),
    ("far", b"a" + b" " * 40 + b"b\n\n" + b" " * 33 + b"O"),
)


def save(path, validation=("gem",)):
    """Writes the pack; each drawing has its name and one more as prompts."""
    tokens = [drawings.encoded(text) for _, text in DRAWINGS]
    prompts = [prompt for name, _ in DRAWINGS for prompt in (name.encode(), b"a " + name.encode())]
    rows = [text.split(b"\n") for _, text in DRAWINGS]
    count = len(DRAWINGS)

    def offsets(items):
        return np.cumsum([0] + [len(each) for each in items]).astype(np.int32)

    def joined(items):
        return np.frombuffer(b"".join(items), np.uint8)

    safetensors_file.write(path, {
        "art.tokens": joined(tokens), "art.offsets": offsets(tokens),
        "art.width": np.array([max(map(len, each)) for each in rows], np.int32), "art.height": np.array([len(each) for each in rows], np.int32),
        "art.style": np.arange(count, dtype=np.uint8) % 4, "art.mirror": np.array([drawings.mirrored(each) is not None for each in tokens], np.uint8),
        "art.split": np.array([name in validation for name, _ in DRAWINGS], np.uint8), "art.weight": np.linspace(1, 2, count, dtype=np.float32),
        "art.id": np.arange(1, count + 1, dtype=np.int32), "art.prompts": np.arange(0, 2 * count + 1, 2, dtype=np.int32),
        "prompt.text": joined(prompts), "prompt.offsets": offsets(prompts),
    })
    return str(path)
