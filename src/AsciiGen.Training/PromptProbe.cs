// How much the prompt matters to a model: the loss of drawings under their own subject against the loss under another
// drawing's. A model that ignores its prompt shows no difference. Does not know why.

using AsciiGen.Numerics;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Training;

/// <summary>Loss of the same drawings under two prompts, nats per token; the beginnings are the first 15 tokens of each.</summary>
/// <param name="Own">All tokens, own subject.</param>
/// <param name="Another">All tokens, another drawing's subject.</param>
/// <param name="OwnBeginning">First tokens, own subject.</param>
/// <param name="AnotherBeginning">First tokens, another drawing's subject.</param>
/// <param name="Count">Drawings looked at.</param>
public sealed record PromptProbeResult(double Own, double Another, double OwnBeginning, double AnotherBeginning, int Count);

/// <summary>Measures how much of the loss the prompt decides.</summary>
internal static class PromptProbe
{
    /// <summary>Tokens that count as the beginning of a drawing.</summary>
    public const int BeginningTokens = 15;

    /// <summary>Looks at up to <paramref name="count"/> drawings of one style and side of the split, each under its exact size.</summary>
    /// <exception cref="AsciiGenException">Fewer than two drawings fit.</exception>
    public static PromptProbeResult Measure(TrainableModel model, TokenPack pack, Style style, bool validation, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pack);
        var room = model.MaxTokens - Prompt.MaxLength - Prompt.MarkCount;
        int[] drawings =
        [
            .. Enumerable.Range(0, pack.Count).Where(i => pack.Styles[i] == (byte)style && pack.Splits[i] == (validation ? 1 : 0)
                && pack.Artwork(i).Length <= room && pack.Widths[i] <= model.Config.MaxWidth && pack.Heights[i] <= model.Config.MaxHeight),
        ];
        if (drawings.Length < 2) throw new AsciiGenException($"the pack has {drawings.Length} drawings in style {Styles.NameOf(style)} that fit, at least 2 are needed; give another --style or pack");
        var random = new SplitMix64(seed);
        for (var i = drawings.Length - 1; i > 0; i--)
        {
            var other = random.NextBelow(i + 1);
            (drawings[i], drawings[other]) = (drawings[other], drawings[i]);
        }

        var shown = Math.Min(count, drawings.Length);
        var own = Losses(model, pack, style, drawings, shown, 0);
        var another = Losses(model, pack, style, drawings, shown, 1);
        return new PromptProbeResult(own.All, another.All, own.Beginning, another.Beginning, shown);
    }

    private static (double All, double Beginning) Losses(TrainableModel model, TokenPack pack, Style style, int[] drawings, int count, int shift)
    {
        var batch = new Batch(model.MaxTokens, model.Config.PromptBuckets);
        double all = 0, beginning = 0;
        long tokens = 0, beginningTokens = 0;
        for (var place = 0; place < count; place++)
        {
            var drawing = drawings[place];
            var prompt = Prompt.Encode(pack.PromptOf(drawings[(place + shift) % drawings.Length], 0), style);
            batch.Clear();
            batch.Add(prompt, pack.Artwork(drawing), pack.Widths[drawing], pack.Heights[drawing], hasTargets: true);
            model.Forward(batch);
            for (var t = prompt.Length - 1; t < batch.TokenCount; t++)
            {
                var loss = -Elementary.LogSoftmax(model.LogitsAt(t), batch.Targets[t]);
                all += loss;
                tokens++;
                if (t - prompt.Length + 1 >= BeginningTokens) continue;
                beginning += loss;
                beginningTokens++;
            }
        }

        return (all / tokens, beginning / beginningTokens);
    }
}
