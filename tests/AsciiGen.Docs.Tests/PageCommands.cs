// The commands of a page: lines of its indented and fenced blocks that begin as a command does, as they stand there, and the
// commands in its sentences. Does not know what becomes of them.

using System.Text.RegularExpressions;

namespace AsciiGen.Docs.Tests;

/// <summary>Finds the commands of a page.</summary>
internal static partial class PageCommands
{
    /// <summary>Commands of the blocks, in the order of the page, comments included: a shell leaves them out itself.</summary>
    public static IEnumerable<string> OfBlocks(string page)
    {
        var isFenced = false;
        foreach (var line in Lines(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isFenced = !isFenced;
            else if ((isFenced ? line : line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : "") is var text && Beginning().IsMatch(text)) yield return text;
        }
    }

    /// <summary>Commands in the sentences, once each, where they say more than a program's name.</summary>
    public static IEnumerable<string> OfSentences(string page) => Lines(page)
        .Where(line => !line.StartsWith("    ", StringComparison.Ordinal))
        .SelectMany(line => Span().Matches(line)).Select(match => match.Groups[1].Value).Distinct();

    private static string[] Lines(string page) => File.ReadAllLines(Path.Combine(ProgramRun.Repository, page));

    [GeneratedRegex(@"^(ascii-gen|ascii-lab|ascii-gen-server|dotnet|curl|printf|source|alias|python3|pip|podman|systemctl|[A-Z_]+=\S+|\./\S+\.sh|(tests|bench|docs)/\S+\.sh)( |$)")]
    private static partial Regex Beginning();

    [GeneratedRegex("`((ascii-gen|ascii-lab) [^`]+)`")]
    private static partial Regex Span();
}
