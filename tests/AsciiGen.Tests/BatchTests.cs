// What a token gets does not depend on what else is in its batch: any cut of a prompt, any mix of sequences, at every precision
// and width, gives the bits of one token at a time. A batch that is refused changes nothing.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Tests;

public sealed class BatchTests
{
    private static readonly ModelConfig _config = new() { LayerCount = 2, HeadCount = 2, EmbeddingSize = 96, BlockSize = 64, MaxWidth = 20, MaxHeight = 8, PromptBuckets = 64, NeighbourCount = 8 };

    private static readonly (int[] Tokens, Cell[] Cells)[] _sequences =
    [
        Sequences.Of("a wise cat", Style.Line, " /\\_/\\\n( o.o )\n\n > ^ <", 20, 4),
        Sequences.Of("owl", Style.Hand, ",___,\n[O.o]\n/)__)\n-\"--\"-", 16, 8),
        Sequences.Of("z", Style.Solid, "##\n ##", 5, 5),
    ];

    public static TheoryData<Precision> All => [.. StoredTensors.Precisions];

    [Theory, MemberData(nameof(All))]
    public void A_sequence_cut_into_batches_of_any_size_gives_the_bits_of_one_by_one(Precision precision)
    {
        var model = StoredModels.Random(_config, 1, 0.15f, precision);
        var (tokens, cells) = _sequences[0];
        var expected = Sequences.Forward(model, tokens, cells);
        foreach (var width in Width.All)
        {
            foreach (var size in (int[])[1, 2, 3, 4, 5, 7, 8, 16, tokens.Length])
            {
                var (batch, cache) = (new TokenBatch(_config, size), model.CreateCache());
                for (var start = 0; start < tokens.Length; start += size)
                {
                    batch.Clear();
                    var end = Math.Min(start + size, tokens.Length);
                    for (var t = start; t < end; t++) batch.Add(tokens[t], cells[t], cache, wantsLogits: t % 3 != 1 || size == 1);
                    width.Forward(model, batch);
                    for (var t = start; t < end; t++)
                    {
                        if (t % 3 != 1 || size == 1) Assert.Equal(expected[t], batch.Logits(t - start).ToArray());
                        else Assert.Throws<InvalidOperationException>(() => batch.Logits(t - start).Length);
                    }
                }

                Assert.Equal(tokens.Length, cache.Length);
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Any_mix_of_sequences_gives_the_bits_of_each_alone(Precision precision)
    {
        var model = StoredModels.Random(_config, 2, 0.15f, precision);
        var expected = _sequences.Select(sequence => Sequences.Forward(model, sequence.Tokens, sequence.Cells)).ToArray();
        var batch = new TokenBatch(_config, 11);
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var width = Width.All[seed % Width.All.Length];

            // Six sequences, each of the three twice; one that ended starts again.
            var caches = Enumerable.Range(0, 6).Select(_ => model.CreateCache(40)).ToArray();
            var next = new int[6];
            for (var step = 0; step < 25; step++)
            {
                batch.Clear();
                var added = new List<(int Sequence, int Position)>();
                for (var i = random.Next(1, 12); i > 0; i--)
                {
                    var which = random.Next(6);
                    var (tokens, cells) = _sequences[which % 3];
                    if (next[which] == tokens.Length)
                    {
                        if (added.Any(token => token.Sequence == which)) continue;
                        caches[which].Reset();
                        next[which] = 0;
                    }

                    added.Add((which, next[which]));
                    batch.Add(tokens[next[which]], cells[next[which]], caches[which]);
                    next[which]++;
                }

                width.Forward(model, batch);
                for (var i = 0; i < added.Count; i++) Assert.Equal(expected[added[i].Sequence % 3][added[i].Position], batch.Logits(i).ToArray());
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_copied_sequence_goes_on_like_the_original(Precision precision)
    {
        var model = StoredModels.Random(_config, 3, 0.15f, precision);
        var (tokens, cells) = _sequences[0];
        var expected = Sequences.Forward(model, tokens, cells);
        var logits = new float[Vocabulary.Size];
        foreach (var capacity in (int[])[tokens.Length, 64])
        {
            for (var cut = 0; cut < tokens.Length; cut += 3)
            {
                KvCache original = model.CreateCache(64), copy = model.CreateCache(capacity);
                foreach (var used in (int[])[0, 1, 2]) model.Read(_sequences[1].Tokens[used], _sequences[1].Cells[used], copy, []);
                for (var t = 0; t < cut; t++) model.Read(tokens[t], cells[t], original, []);
                copy.CopyFrom(original);
                Assert.Equal(cut, copy.Length);
                if (cut > 0 && cut < tokens.Length - 1) model.Read(tokens[cut + 1], cells[cut + 1], original, []); // they are apart
                for (var t = cut; t < tokens.Length; t++)
                {
                    model.Read(tokens[t], cells[t], copy, logits);
                    Assert.Equal(expected[t], logits);
                }
            }
        }
    }

    [Fact]
    public void A_copy_that_does_not_fit_is_refused()
    {
        var cache = new KvCache(_config, isInteger: false, capacity: 3);
        var longer = new KvCache(_config, isInteger: false);
        for (var i = 0; i < 4; i++) longer.Append();
        Assert.Throws<ArgumentException>(() => cache.CopyFrom(longer));
        Assert.Throws<ArgumentException>(() => cache.CopyFrom(new KvCache(_config, isInteger: true)));
        Assert.Throws<ArgumentException>(() => cache.CopyFrom(new KvCache(_config with { HeadCount = 3 }, isInteger: false)));
        Assert.Throws<ArgumentException>(() => cache.CopyFrom(new KvCache(_config with { LayerCount = 1 }, isInteger: false)));
        Assert.Equal(0, cache.Length);
    }

    [Fact]
    public void A_refused_batch_changes_nothing()
    {
        var model = Models.Random(_config, 1, 0.15f);
        var (tokens, cells) = _sequences[0];
        KvCache good = model.CreateCache(4), full = model.CreateCache(4);
        for (var t = 0; t < 3; t++) model.Read(tokens[t], cells[t], full, []);
        model.Read(tokens[0], cells[0], good, []);
        var wrong = Cell.InPrompt(0, 21, 8);
        Refuse<InvalidOperationException>(model, _config, (tokens[1], cells[1], good), (tokens[3], cells[3], full), (tokens[4], cells[4], full));
        Refuse<ArgumentOutOfRangeException>(model, _config, (tokens[1], cells[1], good), (tokens[3], wrong, full));
        Refuse<ArgumentOutOfRangeException>(model, _config, (tokens[1], cells[1], good), (128, cells[3], full));
        Refuse<ArgumentOutOfRangeException>(model, _config, (tokens[1], cells[1], good), (-1, cells[3], full));
        Refuse<ArgumentException>(model, _config, (tokens[1], cells[1], good), (tokens[3], cells[3], new KvCache(_config, isInteger: true)));
        Assert.Equal((1, 3), (good.Length, full.Length));

        // What comes then is as if nothing had been refused.
        var expected = Sequences.Forward(model, tokens, cells);
        var logits = new float[Vocabulary.Size];
        model.Read(tokens[1], cells[1], good, logits);
        Assert.Equal(expected[1], logits);
        model.Read(tokens[3], cells[3], full, logits);
        Assert.Equal(expected[3], logits);
    }

    // Rooms of another size would be left: scores of all positions, turns and queries of a head.
    [Fact]
    public void A_batch_or_cache_of_a_model_of_another_shape_is_refused()
    {
        var model = Models.Random(_config, 1, 0.15f);
        (int, Cell, KvCache) Token(KvCache cache) => (1, Cell.InPrompt(0, 5, 5), cache);
        Refuse<ArgumentException>(model, _config with { EmbeddingSize = 64 }, Token(model.CreateCache()));
        Refuse<ArgumentException>(model, _config with { HeadCount = 3 }, Token(model.CreateCache()));
        Refuse<ArgumentException>(model, _config with { HeadCount = 1 }, Token(model.CreateCache()));
        Refuse<ArgumentException>(model, _config with { BlockSize = 16 }, Token(model.CreateCache()));
        Refuse<ArgumentException>(model, _config, Token(new KvCache(_config with { BlockSize = 4096 }, isInteger: false)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenBatch(_config, TokenBatch.MostTokens + 1));
        var batch = new TokenBatch(_config, 1);
        batch.Add(1, Cell.InPrompt(0, 5, 5), model.CreateCache());
        Assert.Throws<InvalidOperationException>(() => batch.Add(1, Cell.InPrompt(0, 5, 5), model.CreateCache()));
    }

    private static void Refuse<TException>(Transformer model, ModelConfig config, params (int Token, Cell Cell, KvCache Cache)[] tokens)
        where TException : Exception
    {
        var batch = new TokenBatch(config, 8);
        var lengths = tokens.Select(token => token.Cache.Length).ToArray();
        Assert.Throws<TException>(() =>
        {
            foreach (var (token, cell, cache) in tokens) batch.Add(token, cell, cache);
            model.Forward(batch);
        });
        Assert.Equal(lengths, tokens.Select(token => token.Cache.Length));
    }
}
