// The formats a drawing can have. The order is that of DrawingFormats.Names.

namespace AsciiGen.Rendering;

/// <summary>A format of drawings.</summary>
internal enum DrawingFormat
{
    /// <summary>The rows as they are.</summary>
    Text,

    /// <summary>A fenced block.</summary>
    Markdown,

    /// <summary>An object with the drawing and what draws it again.</summary>
    Json,

    /// <summary>A page of its own.</summary>
    Html,

    /// <summary>A picture of lines.</summary>
    Svg,

    /// <summary>A picture of pixels.</summary>
    Png,
}
