// Patterns that expectations on the page share.

using System.Text.RegularExpressions;

namespace AsciiGen.Page.Tests;

internal static partial class Pattern
{
    [GeneratedRegex(@"\S")]
    public static partial Regex AnyText { get; }

    /// <summary>What ends so; the URL of a page changes a moment after the page says so.</summary>
    public static Regex EndOf(string text) => new(Regex.Escape(text) + "$");
}
