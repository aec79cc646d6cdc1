// Models nobody should have made: 100,000 spoilt ones from one seed. Each is read and draws a token, or is refused by the
// format's own exception in one line; nothing is allocated that the file is not long enough for.

using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed class HostileModelTests
{
    private const int Mutations = 100_000;
    private const int BytesPerByte = 16; // JSON becomes tables of tokens, texts are held in two encodings
    private const int Constant = 256 << 10;

    [Fact]
    public void A_hundred_thousand_spoilt_models_do_no_harm()
    {
        HostileModel[] models = [.. Enum.GetValues<Precision>().SelectMany(precision => (HostileModel[])[HostileModel.Of(precision, 3), HostileModel.Of(precision, 8)])];
        foreach (var model in models) Run(model.Load());
        var read = 0;
        for (var number = 0; number < Mutations; number++)
        {
            var random = new Xoshiro256((ulong)number);
            var model = models[number % models.Length].Spoil(random, models[(number / 7) % models.Length]);
            if (IsRead(model, number)) read++;
        }

        // Both ends must be reached, or the mutations are too gentle or too crude to tell anything.
        Assert.InRange(read, Mutations / 50, Mutations / 2);
    }

    [Fact]
    public void A_config_of_a_giant_costs_nothing_before_the_weights_are_as_large()
    {
        var model = HostileModel.Of(Precision.Int8, 3);
        var giant = model with { Config = ModelFiles.FormatConfig(new ModelConfig { LayerCount = 256, HeadCount = 512, EmbeddingSize = 8192, BlockSize = 65536, MaxWidth = 1024, MaxHeight = 1024, PromptBuckets = 65536 }) };
        Assert.False(IsRead(giant, -1));
    }

    private static bool IsRead(HostileModel model, int number)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = false;
        try
        {
            var loaded = model.Load();
            isRead = true;
            CheckAllocation(model, number, before);
            Run(loaded);
        }
        catch (AsciiGenException error) when (!isRead)
        {
            Assert.DoesNotContain('\n', error.Message);
            CheckAllocation(model, number, before);
        }
        catch (Exception error)
        {
            Assert.Fail($"mutation {number}: {error}");
        }

        return isRead;
    }

    private static void CheckAllocation(HostileModel model, int number, long before)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > ((long)BytesPerByte * model.Size) + Constant) Assert.Fail($"mutation {number}: {allocated} bytes allocated for a model of {model.Size}");
    }

    private static void Run(LoadedModel model)
    {
        var transformer = new Transformer(model.Config, model.Weights);
        var batch = new TokenBatch(model.Config, 1);
        batch.Add(1, Cell.InPrompt(0, 1, 1), transformer.CreateCache(1));
        transformer.Forward(batch);
    }
}
