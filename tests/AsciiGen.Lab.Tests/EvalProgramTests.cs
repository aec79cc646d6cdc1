// `ascii-lab eval` of one model from end to end, at its smallest: an untrained model, a pack of a few drawings, our own fonts and
// two families of two icons. What the single measures find is tested where they are.

using System.Text.Json;

namespace AsciiGen.Lab.Tests;

public sealed class EvalProgramTests(EvalCorpus corpus) : IClassFixture<EvalCorpus>
{
    [Fact]
    public void A_model_is_measured_in_every_way_with_one_object_and_one_page_and_the_same_again_with_its_seed()
    {
        var result = JsonDocument.Parse(ProgramRun.OfLabOk([.. Eval(), "--json", "--report", In("report")]).Output).RootElement;
        Assert.Equal("ascii-gen-evaluation", result.GetProperty("format").GetString());
        Assert.Equal(64, result.GetProperty("model_sha256").GetString()!.Length);
        Assert.Equal((2, 1UL, true), (result.GetProperty("words").GetInt32(), result.GetProperty("seed").GetUInt64(), result.GetProperty("quick").GetBoolean()));
        Assert.Equal(0, result.GetProperty("problems").GetArrayLength());

        var limits = result.GetProperty("limits");
        foreach (var broken in new[] { "too_wide", "too_high", "other_characters" }) Assert.Equal(0, limits.GetProperty(broken).GetInt32());
        Assert.Equal(result.GetProperty("drawings").GetInt32(), limits.GetProperty("drawings").GetInt32());
        Assert.InRange(result.GetProperty("loss")[0].GetProperty("bits_per_character").GetDouble(), 5, 16); // an untrained model guesses
        Assert.Equal(["hand 24x12", "hand 40x20", "line 24x12", "solid 24x12"], Rows(result.GetProperty("canvas")).Select(row => $"{row.GetProperty("style")} {row.GetProperty("size")}"));
        Assert.All(Rows(result.GetProperty("canvas")), row => Assert.InRange(row.GetProperty("cut_share").GetDouble(), 0, 1));
        Assert.Equal(8, result.GetProperty("variety").GetProperty("seeds").GetInt32());
        Assert.All(Rows(result.GetProperty("novelty")), row => Assert.Equal(0, row.GetProperty("near_share").GetDouble()));

        var recognition = result.GetProperty("recognition");
        Assert.Equal(2, recognition.GetProperty("families").GetInt32());
        Assert.All(Rows(recognition.GetProperty("rows")), row => Assert.Equal((2, 4), (row.GetProperty("subjects").GetInt32(), row.GetProperty("looks").GetInt32())));
        Assert.Equal(1, result.GetProperty("guidance").GetDouble());
        foreach (var row in Rows(recognition.GetProperty("rows")).Where(row => row.GetProperty("drawings").GetString() == "converter" && row.GetProperty("size").GetString() != "12x6"))
        {
            Assert.Equal(1, row.GetProperty("top1").GetDouble()); // both families have the same pictures
        }

        Assert.Equal(["converter", "model", "model, shuffled", "pieces"], Rows(recognition.GetProperty("rows")).Select(row => row.GetProperty("drawings").GetString()).Distinct().Order());
        var banners = Rows(result.GetProperty("banners").GetProperty("rows")).Where(row => row.GetProperty("length").GetString() == "all").ToDictionary(row => row.GetProperty("words").GetString()!);
        Assert.Equal((1.0, 1.0), (banners["pieces"].GetProperty("exact_share").GetDouble(), banners["pieces"].GetProperty("letter_share").GetDouble()));
        Assert.Equal(0, banners["learned"].GetProperty("exact_share").GetDouble());

        var page = File.ReadAllText(In("report/index.html"));
        foreach (var title in new[] { "Loss", "Recognition", "Banners", "Best and worst", "Variety" }) Assert.Contains($"<h2>{title}</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal(result.GetProperty("loss").ToString(), JsonDocument.Parse(File.ReadAllText(In("report/evaluation.json"))).RootElement.GetProperty("loss").ToString());

        var made = File.GetLastWriteTimeUtc(In("references.safetensors"));
        var again = JsonDocument.Parse(ProgramRun.OfLabOk([.. Eval(), "--json", "--threads", "1"]).Output).RootElement;
        foreach (var name in new[] { "loss", "limits", "canvas", "strokes", "variety", "novelty", "recognition", "banners" }) Assert.Equal(result.GetProperty(name).ToString(), again.GetProperty(name).ToString());
        Assert.Equal(made, File.GetLastWriteTimeUtc(In("references.safetensors")));
    }

    [Fact]
    public void What_cannot_be_had_is_named_and_the_rest_is_measured()
    {
        var run = ProgramRun.OfLabOk([.. Eval()[..^2], "--recipe", In("nowhere.json"), "--count", "1"]);
        Assert.Contains("not measured: recognition and banners: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("Variety", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Recognition", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_font_leaves_the_others_and_a_place_for_looks_that_cannot_be_is_told_before_drawing()
    {
        Directory.CreateDirectory(In("mixed"));
        File.Copy(Directory.GetFiles(In("fonts"))[0], In("mixed/good.flf"));
        File.WriteAllText(In("mixed/bad.flf"), "no font");
        File.WriteAllText(In("corpus/mixed.json"), """
            {"format": "ascii-gen-recipe", "format_version": 1, "sources": [
            {"name": "mixed", "kind": "figlet", "path": "mixed", "license": "MIT", "attribution": "Somebody", "url": "https://example.org", "styles": ["banner"]}]}
            """);
        string[] mixed = [.. Eval()[..^1], In("corpus/mixed.json"), "--count", "1"];
        var run = ProgramRun.OfLabOk([.. mixed, "--json"]);
        Assert.Contains("\"fonts\": 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("fonts of 'mixed': bad.flf", run.Output, StringComparison.Ordinal);
        File.WriteAllText(In("file"), "");
        ProgramRun.OfLab([.. Eval().Select(argument => argument == In("references.safetensors") ? In("file/looks") : argument)]).IsRefusedBy("ascii-lab", 1, "looks", "--references");
    }

    [Fact]
    public void What_cannot_work_is_one_line()
    {
        File.WriteAllText(In("empty.txt"), "# nothing\n");
        File.WriteAllText(In("odd.txt"), "cat\ncaf\u00e9\n");
        ProgramRun.OfLab(Eval("empty.txt")).IsRefusedBy("ascii-lab", 1, "empty.txt", "names no subjects");
        ProgramRun.OfLab(Eval("odd.txt")).IsRefusedBy("ascii-lab", 1, "odd.txt:2", "U+00E9");
        ProgramRun.OfLab(Eval("nowhere.txt")).IsRefusedBy("ascii-lab", 1, "nowhere.txt", "--words");
        ProgramRun.OfLab([.. Eval(), "--count", "0"]).IsRefusedBy("ascii-lab", 2, "--count is 0");
        ProgramRun.OfLab([.. Eval(), "--candidates", "65"]).IsRefusedBy("ascii-lab", 2, "--candidates is 65");
        ProgramRun.OfLab([.. Eval(), "--threads", "0"]).IsRefusedBy("ascii-lab", 2, "--threads is 0");
        ProgramRun.OfLab([.. Eval(), "--split", "training"]).IsRefusedBy("ascii-lab", 2, "--quick", "--split");
        foreach (var option in new[] { "--threads", "--recipe", "--packages", "--references", "--font" })
        {
            ProgramRun.OfLab("eval", "--model", In("out"), "--split", "training", option, "1").IsRefusedBy("ascii-lab", 2, option, "--split");
        }
    }

    // The recipe comes last, so that a test can give another.
    private string[] Eval(string words = "words.txt") =>
    [
        "eval", "--model", In("out"), "--pack", In("pack.safetensors"), "--words", In(words), "--quick", "--packages", In("packages"),
        "--references", In("references.safetensors"), "--recipe", In("corpus/a.json"),
    ];

    private static JsonElement[] Rows(JsonElement list) => [.. list.EnumerateArray()];

    private string In(string name) => corpus[name];
}
