// What one run of the program does.

namespace AsciiGen.Cli;

internal enum ProgramAction
{
    Draw,
    Batch,
    Info,
    Bench,
    ListSubjects,
    Version,
    Help,
    ManualPage,
    Completions,
}
