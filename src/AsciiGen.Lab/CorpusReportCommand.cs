// `corpus report`: the whole corpus on one web page, to look at before training on it.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Reports;

namespace AsciiGen.Lab;

internal static class CorpusReportCommand
{
    internal static Command Create()
    {
        var output = new Option<string>("--out") { Description = "Page to write", HelpName = "FILE", DefaultValueFactory = _ => "report.html" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("report", "Writes counts, charts, best and worst drawings as one web page.") { output, database };
        command.Does((parsed, _) =>
        {
            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: true);
            var path = parsed.GetRequiredValue(output);
            CorpusReport.Save(corpus, path);
            Console.WriteLine($"The report is {path}. Open it in a browser.");
        });
        return command.WithExamples("ascii-lab corpus report", "ascii-lab corpus report --db data/ascii_art.db --out report.html");
    }
}
