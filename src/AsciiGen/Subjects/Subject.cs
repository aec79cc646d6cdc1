// One line of a table of subjects: what a model was trained to draw, in which styles, and the other words that mean it.

using AsciiGen.Tokens;

namespace AsciiGen.Subjects;

/// <summary>Something a model knows how to draw.</summary>
/// <param name="Name">What the model was trained to call it: the prompt it should get.</param>
/// <param name="Styles">The styles it was trained in: hand, line, solid, in this order; at least one.</param>
/// <param name="Aliases">Words that mean the same.</param>
/// <param name="Kinds">Words for something else that this subject is the nearest to, as dog is to poodle.</param>
public sealed record Subject(string Name, IReadOnlyList<Style> Styles, IReadOnlyList<string> Aliases, IReadOnlyList<string> Kinds)
{
    /// <summary>The style to draw it in when nobody asked for one: the first it was trained in, and hand comes first.</summary>
    public Style BestStyle => Styles[0];
}
