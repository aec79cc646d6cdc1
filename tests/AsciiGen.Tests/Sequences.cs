// A prompt and a drawing as the model reads them: tokens and cells, position by position.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

internal static class Sequences
{
    public static (int[] Tokens, Cell[] Cells) Of(string prompt, Style style, string artwork, int width, int height)
    {
        var tokens = Prompt.Encode(prompt, style).Select(token => (int)token).ToList();
        var canvas = new Canvas(width, height);
        var cells = Enumerable.Range(0, tokens.Count - 1).Select(i => Cell.InPrompt(i, width, height)).Append(canvas.Cell).ToList();
        foreach (var token in Tokenizer.Encode(artwork))
        {
            if (token == Vocabulary.End) break;
            canvas.Append(token);
            tokens.Add(token);
            cells.Add(canvas.Cell);
        }

        return ([.. tokens], [.. cells]);
    }

    /// <summary>Logits of every position through the cache, (positions, 128).</summary>
    public static float[][] Forward(Transformer model, int[] tokens, Cell[] cells)
    {
        var cache = model.CreateCache();
        var logits = tokens.Select(_ => new float[Vocabulary.Size]).ToArray();
        for (var t = 0; t < tokens.Length; t++) model.Read(tokens[t], cells[t], cache, logits[t]);
        return logits;
    }

    /// <summary>Reads one token alone.</summary>
    public static void Read(this Transformer model, int token, Cell cell, KvCache cache, float[] logits)
    {
        var batch = new TokenBatch(model.Config, 1);
        batch.Add(token, cell, cache, logits.Length > 0);
        model.Forward(batch);
        if (logits.Length > 0) batch.Logits(0).CopyTo(logits);
    }
}
