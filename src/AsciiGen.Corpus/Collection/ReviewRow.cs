// What a viewer who did not know the word made of one drawing.

namespace AsciiGen.Corpus.Collection;

/// <summary>One verdict.</summary>
/// <param name="Id">Of the drawing's text, see <see cref="Drawing.Id"/>.</param>
/// <param name="Subject">What it was meant to show.</param>
/// <param name="Size">Its size word.</param>
/// <param name="Sheet">Name of the sheets it was shown on and its number there, for example <c>first/1:17</c> (name, seed, number).</param>
/// <param name="FirstGuess">What the viewer took it for, or empty.</param>
/// <param name="SecondGuess">What else it may be, or empty.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Date">Day of the verdict, ISO 8601.</param>
/// <param name="Note">What else the viewer remarked, for example <c>crooked</c>, or empty.</param>
public sealed record ReviewRow(
    string Id, string Subject, string Size, string Sheet, string FirstGuess, string SecondGuess, ReviewVerdict Verdict, string Date, string Note)
{
    /// <summary>The sheets without the number.</summary>
    public string SheetName => Sheet.Split(':')[0];
}
