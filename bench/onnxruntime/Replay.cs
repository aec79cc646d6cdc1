// A drawing as bench/engine_onnx.py wrote it: everything that goes into the model at each position, what follows there, and
// the logits that PyTorch gives. Read once; steps only copy from it.

using System.Runtime.InteropServices;

namespace AsciiGen.Peers.OnnxRuntime;

internal sealed class Replay
{
    internal Replay(string path)
    {
        using var file = File.OpenRead(path);
        var sizes = Read<int>(file, 6);
        (Count, Fields, Width, Angles, Heads, Layers) = (sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
        Rows = Read<long>(file, Count * Fields);
        Cosines = Read<float>(file, Count * Angles);
        Sines = Read<float>(file, Count * Angles);
        Prompt = Read<float>(file, Width);
        Targets = Read<int>(file, Count);
        Logits = Read<float>(file, Count * 128);
    }

    internal int Count { get; }

    internal int Fields { get; }

    internal int Width { get; }

    /// <summary>Angles of a position: half the size of a head.</summary>
    internal int Angles { get; }

    internal int Heads { get; }

    internal int Layers { get; }

    /// <summary>Rows of the input tables: (count, fields).</summary>
    internal long[] Rows { get; }

    /// <summary>(count, angles).</summary>
    internal float[] Cosines { get; }

    /// <summary>(count, angles).</summary>
    internal float[] Sines { get; }

    /// <summary>What the prompt adds from its end on: (width).</summary>
    internal float[] Prompt { get; }

    /// <summary>Token that follows, or -1 within the prompt: (count).</summary>
    internal int[] Targets { get; }

    /// <summary>(count, 128).</summary>
    internal float[] Logits { get; }

    private static T[] Read<T>(Stream file, int count)
        where T : struct
    {
        var values = new T[count];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
