// How a request for a drawing may end, as it is counted.

namespace AsciiGen.Server.Metrics;

internal enum DrawingEnd
{
    /// <summary>Drawn.</summary>
    Done,

    /// <summary>Whoever asked went away, or the server stopped.</summary>
    Cancelled,

    /// <summary>Too many were waiting.</summary>
    Refused,

    /// <summary>By a fault of the program.</summary>
    Failed,
}
