// Draws what a command line asks for and shows it: rows while they are drawn where that is possible, else the whole in the format
// that was asked for; several drawings as a sheet; prompts from standard input one after the other.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AsciiGen.Decoding;
using AsciiGen.Rendering;

namespace AsciiGen.Cli;

/// <summary>Shows drawings of one run of the program.</summary>
internal sealed class DrawingPrinter(AsciiArtist artist, CommandLine command, CancellationToken cancel)
{
    private const string Separator = "%%"; // a line that stands between drawings, as in the collection
    private const int ColumnsOfPicture = 120;
    private const int MostPromptTold = 200;

    private readonly OutputOptions _output = command.Output;

    /// <summary>Draws one prompt.</summary>
    public void Draw()
    {
        var plan = PlanOf(command.Word);
        if (_output.IsStreamed)
        {
            Stream(plan);
            return;
        }

        var made = Make(plan);
        if (_output.Path is { } path) OutputFile.Save(path, Render(made), _output.IsForced);
        else if (_output.Format == DrawingFormat.Text) Type(Colour(Text(made)));
        else StandardStreams.Write(Render(made));
    }

    /// <summary>Draws a prompt for each line of standard input. What cannot be drawn is told and left out.</summary>
    /// <returns>The exit code: that of the first prompt that failed.</returns>
    public int DrawLines()
    {
        var exitCode = ExitCode.Done;
        foreach (var line in BoundedText.Lines().Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var made = Make(PlanOf(line));
                StandardStreams.Write(_output.Format == DrawingFormat.Text ? Encoding.UTF8.GetBytes(Colour(Text(made))) : Render(made));
            }
            catch (AsciiGenException error) when (error is PromptException or UnknownSubjectException or LimitsException)
            {
                if (exitCode == ExitCode.Done) exitCode = Program.ExitCodeOf(error);
                Program.Complain(error);
                if (_output.IsLines) StandardStreams.Write(FailureLine(line, error));
            }

            if (!_output.IsLines) StandardStreams.Write(Separator + "\n");
        }

        return exitCode;
    }

    private DrawingPlan PlanOf(string prompt)
    {
        var plan = artist.Plan(prompt, command.Options);
        if (plan.Note is { } note) StandardStreams.Tell($"ascii-gen: {note}{(note.EndsWith("the nearest.", StringComparison.Ordinal) ? " See --list-subjects." : "")}\n");
        return plan;
    }

    // A single candidate's rows are shown as soon as they are finished.
    private void Stream(DrawingPlan plan)
    {
        var clock = Stopwatch.StartNew();
        var choice = plan.Request.Candidates == 1 ? plan.Draw(row => StandardStreams.Write(Colour(row.Text + '\n', row.Row, plan.Request)), cancel) : Choose(plan);
        TellSpeed(new Made(plan, choice, clock.Elapsed.TotalSeconds));
    }

    private DrawingChoice Choose(DrawingPlan plan)
    {
        using var sketch = Terminal.CanReplace(plan.Width, plan.Height) ? new Sketch() : null;
        var choice = plan.Draw(sketch is null ? null : sketch.Add, cancel);
        var text = Colour(choice.Best.Text + '\n');
        if (sketch is null) StandardStreams.Write(text);
        else sketch.Replace(text);
        return choice;
    }

    private List<Made> Make(DrawingPlan plan)
    {
        var made = new List<Made>();
        for (var i = 0; i < _output.Count; i++)
        {
            var one = i == 0 ? plan : artist.Plan(plan.Prompt, command.Options with { Seed = command.Options.Seed + (ulong)i });
            var clock = Stopwatch.StartNew();
            made.Add(new Made(one, one.Draw(null, cancel), clock.Elapsed.TotalSeconds));
            TellSpeed(made[^1]);
        }

        return made;
    }

    private byte[] Render(List<Made> made) => _output.Format switch
    {
        DrawingFormat.Svg => Encoding.UTF8.GetBytes(SvgRenderer.Render(Picture(made), made[0].Plan.Subject, _output.Theme)),
        DrawingFormat.Png => PngRenderer.Render(Picture(made), made[0].Plan.Subject, _output.Theme),
        DrawingFormat.Html => Encoding.UTF8.GetBytes(HtmlRenderer.Render(Picture(made), made[0].Plan.Subject, _output.Theme)),
        DrawingFormat.Markdown => Encoding.UTF8.GetBytes(MarkdownRenderer.Render(Picture(made))),
        DrawingFormat.Json => Json(made),
        _ => Encoding.UTF8.GetBytes(Text(made)),
    };

    private static string Text(List<Made> made) => Arrange(made, Terminal.SheetWidth) + '\n';

    private static string Picture(List<Made> made) => Arrange(made, ColumnsOfPicture);

    private static string Arrange(List<Made> made, int columns) => made.Count == 1
        ? made[0].Choice.Best.Text
        : Sheet.Arrange([.. made.Select(one => one.Choice.Best.Text)], [.. made.Select(one => $"seed {one.Plan.Request.Sampling.Seed}")], columns);

    private byte[] Json(List<Made> made)
    {
        using var buffer = new MemoryStream();
        foreach (var one in _output.IsLines ? made : [])
        {
            WriteJson(buffer, json => DrawingJson.Write(json, one.Plan, one.Choice, one.Seconds), isIndented: false);
        }

        if (_output.IsLines) return buffer.ToArray();
        WriteJson(buffer, WriteAll, isIndented: true);
        return buffer.ToArray();

        void WriteAll(Utf8JsonWriter json)
        {
            if (made.Count > 1) json.WriteStartArray();
            foreach (var one in made) DrawingJson.Write(json, one.Plan, one.Choice, one.Seconds);
            if (made.Count > 1) json.WriteEndArray();
        }
    }

    private static byte[] FailureLine(string prompt, AsciiGenException error)
    {
        using var buffer = new MemoryStream();
        WriteJson(buffer, json =>
        {
            json.WriteStartObject();
            json.WriteString("prompt", prompt.Length > MostPromptTold ? prompt[..MostPromptTold] : prompt);
            json.WriteString("error", error.Message);
            json.WriteEndObject();
        }, isIndented: false);
        return buffer.ToArray();
    }

    private static void WriteJson(MemoryStream buffer, Action<Utf8JsonWriter> write, bool isIndented)
    {
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = isIndented, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        buffer.WriteByte((byte)'\n');
    }

    // Colours of rows that come one by one run over the whole canvas.
    private string Colour(string text, int firstRow = 0, GenerateOptions? canvas = null) =>
        Terminal.HasColours ? TerminalRenderer.Render(text, _output.Theme, Terminal.HasTrueColours, firstRow, canvas?.Height ?? 0, canvas?.Width ?? 0) : text;

    // Character by character, as a person would wish to watch it: at most a few seconds in all.
    private void Type(string text)
    {
        if (!_output.IsAnimated || !Terminal.IsThere)
        {
            StandardStreams.Write(text);
            return;
        }

        foreach (var piece in Typing.Pieces(text))
        {
            StandardStreams.Write(piece);
            if (cancel.WaitHandle.WaitOne(Typing.Pause(text))) break;
        }

        if (cancel.IsCancellationRequested) StandardStreams.Write(_output.Theme == Themes.Plain ? "\n" : "\e[0m\n");
        cancel.ThrowIfCancellationRequested();
    }

    private void TellSpeed(Made made)
    {
        if (!command.IsVerbose) return;
        var (request, choice) = (made.Plan.Request, made.Choice);
        var guidance = request.Guidance ?? artist.Model.Config.Guidance;
        StandardStreams.Tell(
            $"ascii-gen: seed {request.Sampling.Seed}{(choice.Candidates.Count > 1 ? $", the best of {choice.Candidates.Count} (alone: --candidates 1 --seed {choice.Best.Seed})" : "")}, "
            + $"'{made.Plan.Subject}' in the style {Styles.NameOf(request.Style)}, limits {request.Width} x {request.Height}, {(guidance == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"guidance {guidance}, "))}"
            + $"model {ProgramInfo.NameOf(artist.Model)}, {choice.TokenCount} tokens in {made.Seconds:0.000} s ({choice.TokenCount / made.Seconds:0} tokens/s)"
            + (choice.Best.IsComplete ? "" : ", cut where the model's context ended") + "\n");
    }

    private sealed record Made(DrawingPlan Plan, DrawingChoice Choice, double Seconds);
}
