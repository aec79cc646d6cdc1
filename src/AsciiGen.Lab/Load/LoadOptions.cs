// How hard a server is asked.

namespace AsciiGen.Lab.Load;

/// <summary>A run of many clients against one server.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Clients">Clients at once; each asks again when it is answered.</param>
/// <param name="WarmUp">How long they ask before anything is counted: until both sides have compiled and made room for what they need.</param>
/// <param name="Time">How long they ask then.</param>
/// <param name="Width">Columns of the drawings.</param>
/// <param name="Height">Rows of the drawings.</param>
/// <param name="Candidates">Candidates of the drawings.</param>
internal sealed record LoadOptions(Uri Server, int Clients, TimeSpan WarmUp, TimeSpan Time, int Width, int Height, int Candidates);
