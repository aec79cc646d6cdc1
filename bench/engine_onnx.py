# Writes what bench/onnxruntime runs: one step of the model of docs/FORMAT.md section 6 as ONNX files, and the drawings that
# `ascii-gen bench` replays with the logits our PyTorch twin gives for them. The graphs use what ONNX Runtime has for speed: fused
# norms, its grouped attention, which turns queries and keys and writes into caches that stay where they are, and products with
# packed int8 and int4 weights. ONNX is protobuf, of which little is needed, so no package writes it. Dimensions of a head
# are put in the order that attention turns them in, which changes no score.
#
#   python3 bench/engine_onnx.py MODEL-DIRECTORY OUT-FOLDER        float32 or 16 bit weights

import pathlib
import struct
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scaleout"))
from ascii_scaleout import batch as batches, checkpoint, drawings, weights  # noqa: E402
from ascii_scaleout.model import rotary_tables  # noqa: E402

REPLAYS = (("crown", 24, 12), ("piano", 60, 30))
POSITIONS = 1024
FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7
_TYPES = {np.dtype(np.float32): FLOAT, np.dtype(np.uint8): UINT8, np.dtype(np.int8): INT8, np.dtype(np.int32): INT32, np.dtype(np.int64): INT64}
MICROSOFT = "com.microsoft"


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def field(number, value):
    """A field of a protobuf message: whole numbers, float32, text or messages."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


class Graph:
    """An ONNX graph in the making."""

    def __init__(self):
        self._nodes, self._initializers, self._inputs, self._outputs, self._count = [], [], [], [], 0

    def constant(self, values):
        name = f"w{len(self._initializers)}"
        dims = b"".join(field(1, int(size)) for size in values.shape)
        self._initializers.append(dims + field(2, _TYPES[values.dtype]) + field(8, name) + field(9, np.ascontiguousarray(values).tobytes()))
        return name

    def input(self, name, kind, *shape):
        self._inputs.append(self._value(name, kind, shape))
        return name

    def output(self, name, kind, *shape):
        self._outputs.append(self._value(name, kind, shape))

    def node(self, kind, *inputs, outputs=None, domain="", **attributes):
        """Adds a node; gives the name of its output unless outputs are named."""
        names = outputs or [f"x{self._count}"]
        self._count += 1
        text = b"".join(field(1, name) for name in inputs) + b"".join(field(2, name) for name in names)
        text += field(3, f"n{self._count}") + field(4, kind) + b"".join(field(5, self._attribute(*pair)) for pair in attributes.items()) + field(7, domain)
        self._nodes.append(text)
        return names[0]

    def save(self, path):
        graph = b"".join(field(1, node) for node in self._nodes) + field(2, "step") + b"".join(field(5, each) for each in self._initializers)
        graph += b"".join(field(11, each) for each in self._inputs) + b"".join(field(12, each) for each in self._outputs)
        sets = b"".join(field(8, field(1, domain) + field(2, version)) for domain, version in (("", 17), (MICROSOFT, 1)))
        path.write_bytes(field(1, 8) + sets + field(7, graph))

    @staticmethod
    def _attribute(name, value):
        return field(1, name) + (field(2, value) + field(20, 1) if isinstance(value, float) else field(3, value) + field(20, 2))

    @staticmethod
    def _value(name, kind, shape):
        dims = b"".join(field(1, field(1, size)) for size in shape)
        return field(1, name) + field(2, field(1, field(1, kind) + field(2, dims)))


def product(graph, kind, x, weight):
    """x weight^T with the weight (out, in) stored as kind says."""
    rows, columns = weight.shape
    if kind == "float32":
        return graph.node("MatMul", x, graph.constant(weight.T))
    if kind == "int8_dynamic":  # what its tool for dynamic quantisation makes: whole numbers for x by its largest, a scale a row
        scale = np.maximum(np.abs(weight).max(1), 1e-12) / 127
        whole = np.rint(weight / scale[:, None]).astype(np.int8)
        names = [f"{x}.{part}" for part in ("whole", "scale", "zero")]
        graph.node("DynamicQuantizeLinear", x, outputs=names)
        sums = graph.node("MatMulInteger", names[0], graph.constant(whole.T), names[2], graph.constant(np.zeros(rows, np.int8)))
        scales = graph.node("Mul", names[1], graph.constant(scale.astype(np.float32)))
        return graph.node("Mul", graph.node("Cast", sums, to=FLOAT), scales)
    bits = int(kind[3:])
    block = 32 if bits == 4 else 128 if columns % 128 == 0 else 64
    groups = weight.reshape(rows, -1, block)
    most = (1 << bits - 1) - 1
    scale = np.maximum(np.abs(groups).max(-1), 1e-12) / most
    whole = (np.rint(groups / scale[..., None]) + (1 << bits - 1)).astype(np.uint8)
    packed = whole if bits == 8 else whole[..., 0::2] | whole[..., 1::2] << 4
    return graph.node("MatMulNBits", x, graph.constant(packed), graph.constant(scale.astype(np.float32).ravel()),
                      domain=MICROSOFT, K=columns, N=rows, bits=bits, block_size=block, accuracy_level=4)


def head_order(size):
    """Attention turns dimension i with i + size / 2; ours turn within each half of the head."""
    quarter = size // 4
    places = np.arange(size).reshape(2, 2, quarter)  # half, partner, pair
    return places.transpose(1, 0, 2).ravel()


def step(config, tensors, kind):
    """The graph of one step: rows of the input tables, angles and caches in, logits out."""
    graph, width, heads, head = Graph(), config.embedding_size, config.head_count, config.head_size
    order = head_order(head)
    turned = (np.arange(heads)[:, None] * head + order).ravel()
    norm = dict(axis=-1, epsilon=float(config.norm_epsilon))
    tables = input_tables(config, tensors)
    rows = graph.input("rows", INT64, 1, 5 + config.neighbours)
    prompt = graph.input("prompt", FLOAT, 1, 1, width)
    past, total = graph.input("past", INT32, 1), graph.input("total", INT32, 1)
    cosines, sines = graph.input("cosines", FLOAT, POSITIONS, head // 2), graph.input("sines", FLOAT, POSITIONS, head // 2)
    found = graph.node("Gather", graph.constant(np.concatenate(tables)), rows)
    x = graph.node("Add", graph.node("ReduceSum", found, graph.constant(np.array([1])), keepdims=1), prompt)
    per_head, whole = graph.constant(np.array([1, 1, heads, head])), graph.constant(np.array([1, 1, width]))

    def skip_norm(x, change, gain):
        graph.node("SkipSimplifiedLayerNormalization", x, change, graph.constant(gain), domain=MICROSOFT, epsilon=norm["epsilon"],
                   outputs=[f"{change}.norm", "", "", f"{change}.sum"])
        return f"{change}.norm", f"{change}.sum"

    a = graph.node("SimplifiedLayerNormalization", x, graph.constant(tensors["blocks.0.attention_norm.weight"]), **norm)
    for layer in range(config.layer_count):
        name = f"blocks.{layer}."
        query, key, value = (tensors[f"{name}attention.{part}.weight"] for part in ("query", "key", "value"))
        qkv = product(graph, kind, a, np.concatenate((query[turned], key[turned], value)))
        parts = [f"{qkv}.{part}" for part in "qkv"]
        graph.node("Split", qkv, outputs=parts, axis=2)
        for i, part in enumerate(("query_norm", "key_norm")):
            gain = graph.constant(tensors[f"{name}attention.{part}.weight"][order])
            parts[i] = graph.node("Reshape", graph.node("SimplifiedLayerNormalization", graph.node("Reshape", parts[i], per_head), gain, **norm), whole)
        caches = [graph.input(f"past_{which}_{layer}", FLOAT, 1, heads, POSITIONS, head) for which in ("key", "value")]
        outputs = [f"attended_{layer}", f"present_key_{layer}", f"present_value_{layer}"]
        attended = graph.node("GroupQueryAttention", *parts, *caches, past, total, cosines, sines, outputs=outputs, domain=MICROSOFT,
                              num_heads=heads, kv_num_heads=heads, do_rotary=1, rotary_interleaved=0)
        for output in outputs[1:]:
            graph.output(output, FLOAT, 1, heads, POSITIONS, head)
        change = product(graph, kind, attended, tensors[f"{name}attention.output.weight"])
        b, x = skip_norm(x, change, tensors[f"{name}mlp_norm.weight"])
        u = graph.node("Relu", product(graph, kind, b, tensors[f"{name}mlp.up.weight"]))
        change = product(graph, kind, graph.node("Mul", u, u), tensors[f"{name}mlp.down.weight"])
        last = layer == config.layer_count - 1
        a, x = skip_norm(x, change, tensors["final_norm.weight" if last else f"blocks.{layer + 1}.attention_norm.weight"])
    graph.node("MatMul", a, graph.constant(tensors["embedding.token.weight"].T), outputs=["logits"])
    graph.output("logits", FLOAT, 1, 1, 128)
    return graph


def input_tables(config, tensors):
    """The tables of a cell's fields, in the order of the fields."""
    return [tensors[f"embedding.{name}.weight"] for name in batches.FIELDS[:5 + config.neighbours]]


def replay(config, tensors, subject, width, height):
    """One drawing: what goes in at every position, what follows, and the logits that PyTorch gives there."""
    import torch
    from ascii_scaleout.device_batch import DeviceBatch, Layouts
    from ascii_scaleout.model import AsciiModel

    text = (ROOT / "src" / "AsciiGen.Cli" / "Bench" / f"{subject}.txt").read_bytes().rstrip(b"\n")
    made = batches.build([(subject.encode(), 0, drawings.encoded(text), width, height)], config.prompt_buckets)
    tables = input_tables(config, tensors)
    starts = np.cumsum([0] + [len(table) for table in tables])[:-1]
    model = AsciiModel(config)
    weights.fill(model, tensors, "the model")
    with torch.no_grad():
        logits = model(DeviceBatch(made, "cpu", Layouts("rows", "cpu"), 0)).numpy()
    cosines, sines = (table.numpy()[made.rotary.T].reshape(made.token_count, -1) for table in rotary_tables(config))
    prompt = tensors["embedding.prompt.weight"][made.features].sum(0, dtype=np.float32) / np.sqrt(np.float32(len(made.features)))
    return (np.int32([made.token_count, len(starts), config.embedding_size, config.head_size // 2, config.head_count, config.layer_count]),
            (made.cells[:len(starts)].T + starts).astype(np.int64), cosines, sines, prompt.astype(np.float32), made.targets.astype(np.int32), logits.astype(np.float32))


def main():
    directory, out = sys.argv[1], pathlib.Path(sys.argv[2])
    config, _, tensors, _ = checkpoint.load_weights(directory)
    tensors = {name: values.astype(np.float32) for name, values in tensors.items()}
    out.mkdir(parents=True, exist_ok=True)
    for kind in ("float32", "int8_dynamic", "int8", "int4"):
        step(config, tensors, kind).save(out / f"{kind}.onnx")
    for subject, width, height in REPLAYS:
        parts = replay(config, tensors, subject, width, height)
        (out / f"{width}x{height}.replay").write_bytes(b"".join(np.ascontiguousarray(part).tobytes() for part in parts))


if __name__ == "__main__":
    main()
