// `ascii-lab bench`: measurements that documents may quote. Each command prints a table and can write the same as JSON.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class BenchCommand
{
    internal static Command Create() => new Command("bench", "Measures speed and quality.")
    {
        BenchConvertCommand.Create(),
    }.WithExamples("ascii-lab bench convert --sets node_modules/@iconify-json/lucide --count 100 --chafa");
}
