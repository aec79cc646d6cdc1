// What a picture's name says: the thing it shows, and how it is drawn.

namespace AsciiGen.Imaging.Icons;

/// <summary>A name understood.</summary>
/// <param name="Subject">What a person would type to get the picture, lower-case words.</param>
/// <param name="Category">What kind of thing that is, for example <c>animal</c>; empty when unknown.</param>
/// <param name="Picture">The name without its style words: the same for all styles of one picture.</param>
/// <param name="Variant">The style words, joined by hyphens; empty for the plain picture.</param>
public sealed record PictureName(string Subject, string Category, string Picture, string Variant);
