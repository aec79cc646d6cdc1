// What is wrong with a field of a request.

namespace AsciiGen.Formats;

/// <summary>A field that cannot be obeyed.</summary>
/// <param name="message">One line that names the field: what happened, what to do.</param>
internal sealed class DrawingFieldException(string message) : AsciiGenException(message);
