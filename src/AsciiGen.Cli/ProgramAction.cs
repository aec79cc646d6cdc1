// What one run of the program does.

namespace AsciiGen.Cli;

internal enum ProgramAction
{
    Draw,
    Batch,
    Info,
    Bench,
    ListSubjects,
    Mcp,
    Version,
    Help,
    ManualPage,
    Completions,
}
