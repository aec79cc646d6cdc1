// What one run of the program does.

namespace AsciiGen.Cli;

internal enum ProgramAction
{
    Draw,
    Info,
    Bench,
    ListSubjects,
    Version,
    Help,
}
