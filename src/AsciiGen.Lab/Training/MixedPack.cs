// Two token packs as one: drawings of one's own and a share of a larger pack beside them. Of the larger pack's
// validation drawings a few hundred are enough to see whether anything is forgotten.

using System.Text;
using AsciiGen.Formats;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab.Training;

/// <summary>Writes a token pack from two; see docs/FORMAT.md section 10.</summary>
internal static class MixedPack
{
    private const int MostValidation = 200;

    /// <summary>Writes the drawings of both; own drawings get negative ids.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="own">All of them are learnt from, but for those it sets aside.</param>
    /// <param name="others">The larger pack; what it holds out for an evaluation is left out.</param>
    /// <param name="share">Share of the other pack in training, above 0 and below 1.</param>
    internal static void Save(string path, TokenPack own, TokenPack others, double share)
    {
        var chosen = Drawings(own, 1 - share, sign: -1).Concat(Drawings(others, share, sign: 1)).ToList();
        var prompts = chosen.SelectMany(one => Enumerable.Range(0, one.Pack.PromptCount(one.Index)).Select(i => Encoding.ASCII.GetBytes(one.Pack.PromptOf(one.Index, i)))).ToList();
        var count = chosen.Count;
        int[] Numbers(Func<(TokenPack Pack, int Index), int> value) => [.. chosen.Select(one => value((one.Pack, one.Index)))];
        byte[] Bytes(Func<(TokenPack Pack, int Index), byte> value) => [.. chosen.Select(one => value((one.Pack, one.Index)))];
        var writer = new SafetensorsWriter();
        var tokens = chosen.SelectMany(one => one.Pack.Artwork(one.Index).ToArray()).ToArray();
        writer.AddU8("art.tokens", [tokens.Length], tokens);
        writer.AddI32("art.offsets", [count + 1], Offsets(Numbers(one => one.Pack.Artwork(one.Index).Length)));
        writer.AddI32("art.width", [count], Numbers(one => one.Pack.Widths[one.Index]));
        writer.AddI32("art.height", [count], Numbers(one => one.Pack.Heights[one.Index]));
        writer.AddU8("art.style", [count], Bytes(one => one.Pack.Styles[one.Index]));
        writer.AddU8("art.mirror", [count], Bytes(one => one.Pack.Mirrors[one.Index]));
        writer.AddU8("art.split", [count], Bytes(one => one.Pack.Splits[one.Index]));
        writer.AddFloats("art.weight", [count], [.. chosen.Select(one => one.Weight)]);
        writer.AddI32("art.id", [count], [.. chosen.Select(one => one.Id)]);
        writer.AddI32("art.prompts", [count + 1], Offsets(Numbers(one => one.Pack.PromptCount(one.Index))));
        writer.AddU8("prompt.text", [prompts.Sum(prompt => prompt.Length)], [.. prompts.SelectMany(prompt => prompt)]);
        writer.AddI32("prompt.offsets", [prompts.Count + 1], Offsets([.. prompts.Select(prompt => prompt.Length)]));
        writer.Save(path);
    }

    private static IEnumerable<(TokenPack Pack, int Index, float Weight, int Id)> Drawings(TokenPack pack, double share, int sign)
    {
        var all = Enumerable.Range(0, pack.Count).ToList();
        var training = all.Where(i => pack.Splits[i] == 0).ToList();
        var validation = all.Where(i => pack.Splits[i] == 1).ToList();
        var mass = training.Sum(i => (double)pack.Weights[i]);
        var some = Enumerable.Range(0, Math.Min(MostValidation, validation.Count)).Select(i => validation[(int)((long)i * validation.Count / Math.Min(MostValidation, validation.Count))]);
        return training.Select(i => (pack, i, (float)(pack.Weights[i] / mass * share), sign * pack.Ids[i]))
            .Concat(some.Select(i => (pack, i, pack.Weights[i], sign * pack.Ids[i])));
    }

    private static int[] Offsets(int[] lengths)
    {
        var offsets = new int[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++) offsets[i + 1] = checked(offsets[i] + lengths[i]);
        return offsets;
    }
}
