// The same drawing everywhere: a pinned hash of logits, drawings and candidates for every precision, checked here and again
// in processes that are denied AVX-512, AVX2 and all vector instructions.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;
using AsciiGen.Decoding;
using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed class SameBitsTests
{
    // Those of whole numbers change with the rounding of Quantizer, too.
    public static TheoryData<Precision, string> Hashes => new()
    {
        { Precision.Float32, "90914E35E36EAF1C" },
        { Precision.Float16, "BA04AE07A7C1AF00" },
        { Precision.BFloat16, "5E50A04363F56312" },
        { Precision.Int8, "92F648AF00B7C4AC" },
        { Precision.Int4, "DA84416994146E68" },
    };

    [Theory, MemberData(nameof(Hashes))]
    public void Logits_and_drawings_are_these_bits(Precision precision, string expected)
    {
        if (Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic") == "0") Assert.False(Vector128.IsHardwareAccelerated);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0") Assert.False(Avx2.IsSupported || Fma.IsSupported);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0") Assert.False(Vector512.IsHardwareAccelerated);
        Assert.Equal(expected, Hash(precision));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task The_bits_are_the_same_without(string instructions)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(SameBitsTests).Assembly.Location);
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(SameBitsTests).FullName}.{nameof(Logits_and_drawings_are_these_bits)}");
        start.Environment[instructions] = "0";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 5", output);
    }

    private static string Hash(Precision precision)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var config = Models.Tiny with { HeadCount = 4, EmbeddingSize = 128, BlockSize = 128, PromptBuckets = 64 };
        var model = StoredModels.Random(config, 42, 0.1f, precision);
        var (tokens, cells) = Sequences.Of("two owls", Style.Hand, ",___,\n[O.o]\n/)__)\n-\"--\"-", 33, 8);
        foreach (var logits in Sequences.Forward(model, tokens, cells)) hash.AppendData(MemoryMarshal.AsBytes(logits.AsSpan()));
        for (var x = -90f; x < 90; x += 0.37f) hash.AppendData(BitConverter.GetBytes(Elementary.Exp(x)));
        var generator = new Generator(model);
        for (var seed = 0UL; seed < 2; seed++)
        {
            var drawing = generator.Draw(new GenerateOptions { Prompt = "owl", Width = 12, Height = 5, Sampling = new() { Temperature = 1, Seed = seed } });
            hash.AppendData(Encoding.ASCII.GetBytes(drawing));
        }

        var request = new GenerateOptions { Prompt = "owl", Width = 12, Height = 5, Candidates = 4, Threads = 2, Sampling = new() { Temperature = 1, Seed = 3 } };
        foreach (var drawing in generator.DrawCandidates(request))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(drawing.Text));
            hash.AppendData(BitConverter.GetBytes(drawing.LogLikelihood));
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
