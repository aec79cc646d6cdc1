// Limits that leave nothing to draw; told apart from other errors because whoever set them can mend them.

namespace AsciiGen;

/// <summary>What is asked for cannot be drawn within the limits.</summary>
public sealed class LimitsException(string message) : AsciiGenException(message);
