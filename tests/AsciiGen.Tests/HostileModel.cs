// One small valid model in all its parts, and the ways to spoil it: bytes, sizes, offsets, types, shapes, names, JSON, scales,
// parts of another model. Everything comes from a seed, so a mutation that did harm can be made again by its number.

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Numerics;

namespace AsciiGen.Tests;

/// <summary>The parts of a model as a program embeds them.</summary>
internal sealed partial record HostileModel(byte[] Weights, string Config, string Tokenizer, string QuantConfig)
{
    private const int LengthPrefix = 8;

    private static readonly string[] _numbers =
    [
        "0", "1", "-1", "7", "15", "16", "17", "32", "127", "128", "255", "256", "8192", "65535", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "99999999999999999999999", "1e9", "1e308", "0.5", "-0", "null", "\"1\"", "[]", "{}", "true", "NaN",
    ];

    private static readonly string[] _types = ["F32", "F16", "BF16", "I8", "U8", "I32", "F64", "f32", ""];

    private static readonly float[] _values =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f, -1, 1e-45f, 3e38f, -3e38f, float.Epsilon];

    /// <summary>Bytes of all parts.</summary>
    public int Size => Weights.Length + Config.Length + Tokenizer.Length + QuantConfig.Length;

    private int HeaderLength => (int)BinaryPrimitives.ReadUInt64LittleEndian(Weights);

    /// <summary>A valid model of the smallest shape.</summary>
    public static HostileModel Of(Precision precision, int neighbours)
    {
        var config = new ModelConfig { LayerCount = 1, HeadCount = 1, EmbeddingSize = 16, BlockSize = 16, MaxWidth = 2, MaxHeight = 2, PromptBuckets = 2, NeighbourCount = neighbours };
        var values = ModelInitializer.Random(config, 1, 0.2f);
        var writer = new SafetensorsWriter(new Dictionary<string, string> { ["format"] = "ascii-gen" });
        foreach (var spec in TensorCatalog.Of(config))
        {
            var kind = StoredWeights.KindOf(spec, precision);
            if (kind is Precision.Float16 or Precision.BFloat16) writer.AddFloats(spec.Name, spec.Shape, values(spec).Span, StoredWeights.TypeOf(kind));
            else StoredWeights.Add(writer, Quantizer.Quantize(spec, values(spec), kind));
        }

        using var stream = new MemoryStream();
        writer.Write(stream);
        return new HostileModel(stream.ToArray(), ModelFiles.FormatConfig(config), ModelFiles.TokenizerText, "").WithRightSums(Precisions.IsFloat(precision) ? Precision.Int8 : precision);
    }

    /// <summary>Reads it as a program does.</summary>
    public LoadedModel Load() => ModelFiles.Read(new MemoryStream(Weights), Config, Tokenizer, QuantConfig, "model");

    /// <summary>The same with one thing wrong, or a few.</summary>
    public HostileModel Spoil(Xoshiro256 random, HostileModel other)
    {
        var spoilt = this;
        for (var times = 1 + Below(random, 3); times > 0; times--) spoilt = spoilt.SpoilOnce(random, other);
        // Most get their sums mended, or nothing behind the check of the sums would ever be reached.
        return Below(random, 4) == 0 ? spoilt : spoilt.WithRightSums(null);
    }

    private HostileModel SpoilOnce(Xoshiro256 random, HostileModel other) => Below(random, 16) switch
    {
        0 => this with { Weights = WithBytes(random, Weights, 0, Math.Min(Weights.Length, LengthPrefix + 2048)) },
        1 => this with { Weights = WithBytes(random, Weights, 0, LengthPrefix) },
        2 or 3 => this with { Weights = WithBytes(random, Weights, 0, Weights.Length) },
        4 => this with { Weights = Weights[..Below(random, Weights.Length + 1)] },
        5 => this with { Weights = [.. Weights, .. Weights.AsSpan(0, Below(random, Weights.Length + 1))] },
        6 or 7 => WithHeader(header => WithNumber(random, header)),
        8 => WithHeader(header => WithAnother(random, header, DtypePattern(), () => $"\"dtype\":\"{_types[Below(random, _types.Length)]}\"")),
        9 => WithHeader(header => WithAnother(random, header, NamePattern(), () => NamePattern().Matches(header)[Below(random, NamePattern().Count(header))].Value)),
        10 => WithHeader(header => WithText(random, header)),
        11 => WithScale(random),
        12 => this with { Config = WithNumber(random, Config) },
        13 => this with { Config = WithText(random, Config), Tokenizer = Below(random, 2) == 0 ? WithText(random, Tokenizer) : Tokenizer },
        14 => this with { QuantConfig = Below(random, 2) == 0 ? WithText(random, QuantConfig) : WithNumber(random, QuantConfig) },
        _ => Below(random, 3) switch { 0 => this with { Weights = other.Weights }, 1 => this with { Config = other.Config }, _ => this with { QuantConfig = other.QuantConfig } },
    };

    /// <summary>With size and checksum of the weights as they are now; a new quant_config.json when a precision is given.</summary>
    private HostileModel WithRightSums(Precision? precision)
    {
        var (length, checksum) = (Weights.Length, Crc32C.Of(Weights));
        if (precision is { } bits)
        {
            var file = new QuantizedFile(QuantizedModel.NameOf(bits), bits, length, checksum, new string('0', 64));
            return this with { QuantConfig = QuantConfigJson.Format(ModelFiles.ParseConfig(Config, "config.json"), [file]) };
        }

        return this with { QuantConfig = SumsPattern().Replace(QuantConfig, $"\"bytes\": {length},\n      \"crc32c\": \"{checksum:x8}\"") };
    }

    private HostileModel WithHeader(Func<string, string> change)
    {
        if (Weights.Length < LengthPrefix || HeaderLength < 0 || HeaderLength > Weights.Length - LengthPrefix) return this;
        var header = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(Weights, LengthPrefix, HeaderLength)));
        var prefix = new byte[LengthPrefix];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        return this with { Weights = [.. prefix, .. header, .. Weights.AsSpan(LengthPrefix + HeaderLength)] };
    }

    /// <summary>Puts a value that is no scale where a scale, or any other number, is.</summary>
    private HostileModel WithScale(Xoshiro256 random)
    {
        if (Weights.Length < LengthPrefix || HeaderLength < 0 || HeaderLength > Weights.Length - LengthPrefix) return this;
        var dataStart = LengthPrefix + HeaderLength;
        var places = ScalesPattern().Matches(Encoding.UTF8.GetString(Weights, LengthPrefix, HeaderLength));
        if (places.Count == 0 || !long.TryParse(places[Below(random, places.Count)].Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var begin)) return this;
        if (begin < 0 || dataStart + begin + sizeof(float) > Weights.Length) return this;
        var weights = Weights.ToArray();
        BinaryPrimitives.WriteSingleLittleEndian(weights.AsSpan(dataStart + (int)begin), _values[Below(random, _values.Length)]);
        return this with { Weights = weights };
    }

    private static byte[] WithBytes(Xoshiro256 random, byte[] bytes, int first, int end)
    {
        if (end <= first || bytes.Length < end) return bytes;
        var changed = bytes.ToArray();
        for (var times = 1 + Below(random, 4); times > 0; times--) changed[first + Below(random, end - first)] = (byte)random.Next();
        return changed;
    }

    private static string WithNumber(Xoshiro256 random, string text) => WithAnother(random, text, NumberPattern(), () => _numbers[Below(random, _numbers.Length)]);

    private static string WithAnother(Xoshiro256 random, string text, Regex pattern, Func<string> other)
    {
        var matches = pattern.Matches(text);
        if (matches.Count == 0) return text;
        var match = matches[Below(random, matches.Count)];
        return string.Concat(text.AsSpan(0, match.Index), other(), text.AsSpan(match.Index + match.Length));
    }

    /// <summary>A text cut short, with a stretch gone, doubled or nested, or a letter changed.</summary>
    private static string WithText(Xoshiro256 random, string text)
    {
        if (text.Length == 0) return text;
        var (first, second) = (Below(random, text.Length), Below(random, text.Length));
        var (begin, end) = (Math.Min(first, second), Math.Max(first, second));
        return Below(random, 6) switch
        {
            0 => text[..begin],
            1 => text.Remove(begin, end - begin),
            2 => text.Insert(begin, text[begin..end]),
            3 => text.Insert(begin, new string("[{"[Below(random, 2)], Below(random, 4096))),
            4 => text.Insert(begin, ((char)random.Next()).ToString()),
            _ => text.Remove(begin, 1).Insert(begin, ((char)(32 + Below(random, 96))).ToString()),
        };
    }

    private static int Below(Xoshiro256 random, int limit) => (int)(random.Next() % (ulong)limit);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("\"dtype\":\"[A-Z0-9]*\"")]
    private static partial Regex DtypePattern();

    [GeneratedRegex("\"[a-z0-9_.]+\":\\{")]
    private static partial Regex NamePattern();

    [GeneratedRegex("scales\":\\{\"dtype\":\"[A-Z0-9]*\",\"shape\":\\[[0-9,]*\\],\"data_offsets\":\\[([0-9]+),")]
    private static partial Regex ScalesPattern();

    [GeneratedRegex("\"bytes\": [0-9]+,\\s*\"crc32c\": \"[0-9a-f]*\"")]
    private static partial Regex SumsPattern();
}
