// `naming sheets`: one drawing of each word of a list, first attempt, shuffled and numbered on pages without words. The key
// and the drawings with their words are written beside the folder of pages, never into it. The size in the key is the canvas.

using System.CommandLine;
using AsciiGen.Corpus.Collection;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Imaging.Sheets;
using AsciiGen.Lab.Evaluation;
using AsciiGen.Model;

namespace AsciiGen.Lab;

internal static class NamingSheetsCommand
{
    private const int PageSide = 1088; // pixels; viewers that shrink larger pictures blur the strokes

    private static readonly Option<string> _model = new("--model") { Description = "Model directory or weights file", HelpName = "PATH", DefaultValueFactory = _ => "models/default" };
    private static readonly Option<string> _words = new("--words") { Description = "What to draw, a word or phrase a line; lines with # are skipped", HelpName = "FILE", Required = true };
    private static readonly Option<string> _output = new("--out") { Description = "Folder for the pages, where old ones are deleted; key and drawings become DIR.key.tsv and DIR.txt", HelpName = "DIR", Required = true };
    private static readonly Option<string> _style = StyleOption.Create();
    private static readonly Option<int> _width = new("--width") { Description = "Most columns", HelpName = "N", DefaultValueFactory = _ => 24 };
    private static readonly Option<int> _height = new("--height") { Description = "Most rows", HelpName = "N", DefaultValueFactory = _ => 12 };
    private static readonly Option<int> _candidates = new("--candidates") { Description = "Drawings of each word of which the program takes the best", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly SteeringOptions _steering = new();
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads that draw [default: all cores]", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<ulong> _seed = new("--seed") { Description = "Of the drawings, and of their order", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> _font = ArtCommand.FontOption();

    internal static Command Create()
    {
        var command = new Command("sheets", "Draws a list of words on numbered pages, with the key beside them.") { _model, _words, _output, _style, _width, _height, _candidates, _threads, _seed, _font };
        _steering.AddTo(command);
        command.Does(Run);
        return command.WithExamples(
            "ascii-lab naming sheets --words bench/naming/everyday.txt --out everyday",
            "ascii-lab naming sheets --model out --words bench/naming/rarer.txt --candidates 8 --seed 3 --out rarer");
    }

    private static void Run(ParseResult parsed, CancellationToken cancel)
    {
        var threads = parsed.GetValue(_threads);
        if (threads < 1) throw new ArgumentException($"--threads is {threads}, expected at least 1");
        var model = ModelFiles.Load(parsed.GetRequiredValue(_model));
        var config = _steering.Apply(parsed, model.Config);
        var file = parsed.GetRequiredValue(_words);
        var words = WordsFile.Load(file);
        var (size, seed) = (new CanvasSize(parsed.GetValue(_width), parsed.GetValue(_height)), parsed.GetValue(_seed));
        var style = StyleOption.Read(parsed, _style);
        var requests = words.ConvertAll(word => new DrawingRequest(word, style, size, seed));
        var box = new DrawingSize($"{size}", size.Width, size.Height);
        var drawings = new DrawnSample(new Transformer(config, model.Weights), ModelFiles.LoadSubjects(parsed.GetRequiredValue(_model)), parsed.GetValue(_candidates), threads).Draw(requests, () => { }, cancel)
            .Select((drawn, line) => new Corpus.Collection.Drawing(drawn.Request.Subject, [], box, [], drawn.Raw, Path.GetFileName(file), line + 1));
        var order = BlindOrder.Shuffle(drawings, seed);

        var pages = PageFolder.Make(parsed.GetRequiredValue(_output));
        BlindNaming.SaveKey(pages + ".key.tsv", $"{Path.GetFileName(pages)}/{seed}", order);
        AtomicFile.SaveText(pages + ".txt", string.Concat(order.Select((drawing, i) => $"#{i + 1} {drawing.Subject}\n{drawing.Text}\n\n")));
        var layout = new SheetLayout(size.Width, size.Height, SheetWriter.Fitting(size.Width, PageSide, isWidth: true), SheetWriter.Fitting(size.Height, PageSide, isWidth: false));
        var writer = ArtCommand.Writer(parsed.GetValue(_font));
        var count = 0;
        foreach (var page in order.Select((drawing, i) => ($"#{i + 1}", drawing.Text)).Chunk(layout.Count))
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(PageFolder.PathOf(pages, ++count), layout, page);
        }

        Console.WriteLine($"{order.Count} drawings on {count} pages in {pages}; the key is {pages}.key.tsv: keep it from the viewer.");
    }
}
