// A row of a drawing in progress that will not change any more; for those who watch.

namespace AsciiGen;

/// <summary>A row that is finished.</summary>
/// <param name="Candidate">Number of the drawing among the candidates, from 0.</param>
/// <param name="Row">Number of the row, from 0; rows of a candidate come in order, none is left out.</param>
/// <param name="Text">The row without trailing blanks; empty only if one with ink follows.</param>
public readonly record struct CandidateRow(int Candidate, int Row, string Text);
