// `train report`: the page about a run, made again from its folder, while it goes on or long after.

using System.CommandLine;
using AsciiGen.Training.Reports;

namespace AsciiGen.Lab;

internal static class TrainReportCommand
{
    internal static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Folder of the run" };
        var output = new Option<string?>("--out") { Description = "Page to write; without it report.html in the folder", HelpName = "FILE" };
        var command = new Command("report", "Writes curves, drawings and settings of a run as one web page.") { run, output };
        command.Does((parsed, _) => Console.WriteLine($"The report is {TrainingReport.Save(parsed.GetRequiredValue(run), parsed.GetValue(output))}. Open it in a browser."));
        return command.WithExamples("ascii-lab train report runs/first", "ascii-lab train report runs/first --out first.html");
    }
}
