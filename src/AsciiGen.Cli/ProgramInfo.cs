// What --info and --version tell: the program, the model and its licence, and what of the processor is used.

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;
using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Cli;

internal static class ProgramInfo
{
    /// <summary>The program's version, for example 0.1.0.</summary>
    public static string Version { get; } = typeof(ProgramInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>The model's name, else its preset, on one line.</summary>
    public static string NameOf(LoadedModel model) => StandardStreams.OneLine(model.Description.Name ?? model.Config.Preset);

    /// <summary>The lines of --info.</summary>
    /// <exception cref="AsciiGenException">The named model cannot be used.</exception>
    public static string Describe(string? modelPath)
    {
        var text = new StringBuilder();
        Line(text, "program", $"ascii-gen {Version}, {Build}");
        Line(text, "processor", InstructionSet);
        if (modelPath is null && !ModelSource.IsEmbedded)
        {
            Line(text, "model", "none inside; give --model DIRECTORY");
            return text.ToString();
        }

        var model = ModelSource.Load(modelPath);
        var config = model.Config;
        Line(text, "model", $"{NameOf(model)} (preset {config.Preset}), {config.ParameterCount:N0} parameters");
        Line(text, "shape", $"{config.LayerCount} layers, {config.HeadCount} heads, embedding {config.EmbeddingSize}, context {config.BlockSize} tokens");
        Line(text, "largest", $"{config.MaxWidth} columns x {config.MaxHeight} rows");
        Line(text, "subjects", ModelSource.LoadSubjects(modelPath) is { } subjects ? $"{subjects.Count:N0}; --list-subjects tells which" : "not listed: prompts reach the model as they are typed");
        Line(text, "guidance", string.Create(CultureInfo.InvariantCulture, $"{config.Guidance}: how much prompts count, unless --guidance says otherwise"));
        Line(text, "temperature", string.Create(CultureInfo.InvariantCulture, $"{config.Temperature}{Varied(config)}: how adventurous, unless --temperature says otherwise"));
        Line(text, "weights", $"{Precisions.NameOf(model.StoredType)}, {ModelSource.WeightsSize(modelPath) / 1e6:0.0} MB, {(modelPath is null ? "embedded in the program" : $"from {modelPath}")}");
        Line(text, "licence", $"{model.Description.License ?? "not stated"} (of the weights)");
        return text.ToString();
    }

    /// <summary>What the program was made into.</summary>
    public static string Build => RuntimeFeature.IsDynamicCodeSupported
        ? $"on {RuntimeInformation.FrameworkDescription}"
        : $"native {RuntimeInformation.RuntimeIdentifier}";

    /// <summary>The widest vectors the kernels' Vector512 code is compiled to here.</summary>
    public static string InstructionSet =>
        Vector512.IsHardwareAccelerated ? "AVX-512, 16 floats at a time"
        : Vector256.IsHardwareAccelerated ? $"AVX2{(Fma.IsSupported ? " with FMA" : "")}, 8 floats at a time"
        : AdvSimd.IsSupported ? "NEON, 4 floats at a time"
        : Vector128.IsHardwareAccelerated ? "SSE, 4 floats at a time"
        : "no vector instructions";

    private static string Varied(ModelConfig config) =>
        config.VariedTemperature is not { } varied ? "" : string.Create(CultureInfo.InvariantCulture, $" ({varied} for what was learned from many drawings)");

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name,-11} {StandardStreams.OneLine(value)}\n");
}
