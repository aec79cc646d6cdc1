// The figures of an evaluation, as its JSON names them (in small letters with underscores). Every row says how many drawings
// it is made of; shares are 0..1. What each figure means is in docs/EVALUATION.md.

namespace AsciiGen.Lab.Evaluation;

/// <summary>Losses on validation drawings; style and size are "all" where they do not matter.</summary>
internal sealed record LossRow(string Style, string Size, int Drawings, double BitsPerCharacter, double BitsPerCharacterWithRoom);

/// <summary>Limits that were broken.</summary>
internal sealed record LimitCounts(int Drawings, int TooWide, int TooHigh, int OtherCharacters, int Empty, int Incomplete);

/// <summary>How much of the canvas drawings use, and how many are cut off by it.</summary>
internal sealed record CanvasRow(string Style, string Size, int Drawings, double FilledShare, double CutShare, double MedianWidthShare, double MedianHeightShare);

/// <summary>Loose characters and joined ends of strokes, beside those of training pieces of the same style and size.</summary>
internal sealed record StrokeRow(string Style, string Size, int Drawings, double LooseShare, double JoinedShare, int Pieces, double LooseShareOfPieces, double JoinedShareOfPieces);

/// <summary>Symmetry of subjects whose training pieces are symmetrical.</summary>
internal sealed record SymmetryRow(string Style, int Subjects, int Drawings, double MirroredRows, double SymmetricalShare, int Pieces, double MirroredRowsOfPieces, double SymmetricalShareOfPieces);

/// <summary>Different drawings of one subject.</summary>
internal sealed record VarietyRow(string Style, string Size, int Subjects, int Seeds, double MedianDifferent, double MeanDifferent, double VariousShare);

/// <summary>Drawings that are training pieces, or all but.</summary>
internal sealed record NoveltyRow(string Style, string Size, int Drawings, double EqualShare, double NearShare, double NearOfSubjectShare);

/// <summary>Ranks of the right subject among those that have a look of the kind the style is compared with.</summary>
internal sealed record RecognitionRow(string Drawings, string Style, string Size, int Count, int Subjects, int Looks, double Top1, double Top5, double MedianRank, double MeanReciprocalRank);

/// <summary>Recognition as a whole.</summary>
internal sealed record Recognition(int Families, IReadOnlyList<RecognitionRow> Rows);

/// <summary>Banners that spell their word.</summary>
internal sealed record BannerRow(string Words, string Length, int Drawings, double ExactShare, double LetterShare);

/// <summary>Banners as a whole.</summary>
internal sealed record Banners(int Fonts, IReadOnlyList<BannerRow> Rows);

/// <summary>A drawing with what one measure found; the report shows the best and the worst.</summary>
internal sealed record ScoredDrawing(Drawn Drawn, double Value, string Note);
