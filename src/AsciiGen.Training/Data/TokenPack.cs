// The training data in memory: a token pack as docs/FORMAT.md section 10 describes it, checked when it is read.
// Does not know the database it came from.

using System.Text;
using AsciiGen.Formats;
using AsciiGen.Tokens;

namespace AsciiGen.Training.Data;

/// <summary>A token pack.</summary>
public sealed class TokenPack
{
    private readonly byte[] _tokens; // of all drawings, one after the other
    private readonly int[] _offsets; // (count + 1) into _tokens
    private readonly byte[] _promptText; // of all prompts, one after the other
    private readonly int[] _promptOffsets; // (prompts + 1) into _promptText
    private readonly int[] _prompts; // (count + 1) first prompt of each drawing

    private TokenPack(Safetensors file, string name)
    {
        _tokens = file.ReadU8("art.tokens");
        _offsets = file.ReadI32("art.offsets");
        Widths = file.ReadI32("art.width");
        Heights = file.ReadI32("art.height");
        Styles = file.ReadU8("art.style");
        Mirrors = file.ReadU8("art.mirror");
        Splits = file.ReadU8("art.split");
        Weights = file.ReadFloats("art.weight");
        Ids = file.ReadI32("art.id");
        _prompts = file.ReadI32("art.prompts");
        _promptText = file.ReadU8("prompt.text");
        _promptOffsets = file.ReadI32("prompt.offsets");
        Count = Widths.Length;
        Check(name);
    }

    /// <summary>Number of drawings.</summary>
    public int Count { get; }

    /// <summary>Columns of each drawing.</summary>
    public int[] Widths { get; }

    /// <summary>Rows of each drawing.</summary>
    public int[] Heights { get; }

    /// <summary>Style of each drawing.</summary>
    public byte[] Styles { get; }

    /// <summary>1 where the mirror image may stand for the drawing.</summary>
    public byte[] Mirrors { get; }

    /// <summary>0 training, 1 validation, 2 held out for the evaluation of a finished model.</summary>
    public byte[] Splits { get; }

    /// <summary>Relative probability of each drawing.</summary>
    public float[] Weights { get; }

    /// <summary>Row id of each drawing in its corpus.</summary>
    public int[] Ids { get; }

    /// <summary>Reads a pack.</summary>
    /// <exception cref="AsciiGenException">Missing, damaged or inconsistent.</exception>
    public static TokenPack Load(string path) => new(Safetensors.Load(path), path);

    /// <summary>Tokens of a drawing, <c>&lt;end&gt;</c> included.</summary>
    public ReadOnlySpan<byte> Artwork(int index) => _tokens.AsSpan(_offsets[index].._offsets[index + 1]);

    /// <summary>Number of prompts of a drawing, at least 1.</summary>
    public int PromptCount(int index) => _prompts[index + 1] - _prompts[index];

    /// <summary>A prompt of a drawing; 0 is its subject.</summary>
    public string PromptOf(int index, int prompt)
    {
        var place = _prompts[index] + prompt;
        return Encoding.ASCII.GetString(_promptText, _promptOffsets[place], _promptOffsets[place + 1] - _promptOffsets[place]);
    }

    private void Check(string name)
    {
        Require(Count > 0, name, "holds no drawings; import some and pack again");
        Require(_offsets.Length == Count + 1 && _prompts.Length == Count + 1 && Heights.Length == Count && Styles.Length == Count
            && Mirrors.Length == Count && Splits.Length == Count && Weights.Length == Count && Ids.Length == Count, name, "has tensors of different lengths");
        Require(IsRising(_offsets, _tokens.Length) && IsRising(_promptOffsets, _promptText.Length), name, "has offsets out of order");
        Require(IsRising(_prompts, _promptOffsets.Length - 1), name, "has prompt numbers out of order");
        for (var i = 0; i < Count; i++)
        {
            Require(Artwork(i).Length > 1 && Artwork(i)[^1] == Vocabulary.End, name, $"drawing {i} does not end in <end>");
            Require(PromptCount(i) > 0, name, $"drawing {i} has no prompt");
            Require(Weights[i] > 0 && float.IsFinite(Weights[i]), name, $"drawing {i} has weight {Weights[i]}");
            Require(Styles[i] < AsciiGen.Styles.Count && Splits[i] <= 2 && Widths[i] > 0 && Heights[i] > 0, name, $"drawing {i} has a style, split or size out of range");
        }
    }

    private static bool IsRising(int[] offsets, int end)
    {
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != end) return false;
        for (var i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] < offsets[i - 1]) return false;
        }

        return true;
    }

    private static void Require(bool condition, string name, string problem)
    {
        if (!condition) throw new AsciiGenException($"{name}: {problem}; make the pack again with 'ascii-lab corpus pack'");
    }
}
