// Every rule of the collection broken once, and the collection itself, which breaks none.

using AsciiGen.Corpus.Collection;

namespace AsciiGen.Corpus.Tests;

public sealed class CollectionCheckerTests
{
    private const string Good = "cat | kitten, feline | small\n /\\_/\\\n( o.o )\n%%\n";

    private static string Collection => Path.Combine(ProgramRun.Repository, "art", "hand");

    [Fact]
    public void A_good_drawing_has_no_fault() => Assert.Empty(Check(Good));

    [Theory]
    [InlineData("Dog | | small\n/o\\_\n---\n%%\n", "the subject is not lower-case words")]
    [InlineData("dog  house | | small\n/o\\_\n---\n%%\n", "the subject is not lower-case words")]
    [InlineData("dog | Hound | small\n/o\\_\n---\n%%\n", "alias 'Hound' is not lower-case words")]
    [InlineData("dog | dog | small\n/o\\_\n---\n%%\n", "its own alias")]
    [InlineData("dog | pup, pup | small\n/o\\_\n---\n%%\n", "an alias stands twice")]
    [InlineData("dog | a, b, c, d, e, f, g | small\n/o\\_\n---\n%%\n", "7 aliases, the most is 6")]
    [InlineData("dog | | small\n/o\\_ \n---\n%%\n", "blanks at the end of a row")]
    [InlineData("dog | | small\n /o\\_\n  ---\n%%\n", "a left margin")]
    [InlineData("dog | | small\n\n/o\\_\n---\n%%\n", "empty rows around it")]
    [InlineData("dog | | small\n/\u00F6\\_\n---\n%%\n", "not printable ASCII")]
    [InlineData("dog | | small\n/-----------------\\\n\\o----------------/\n%%\n", "19x2 is more than small holds, 18x8")]
    [InlineData("dog | | small\n/\\\no\n|\n|\n|\n|\n|\n|\n\\\n%%\n", "2x9 is more than small holds")]
    [InlineData("dog | | large\n/o\\_\n---\n%%\n", "4x2 is medium, not large")]
    [InlineData("dog | | small\n/oo\\\n DOG\n%%\n", "spells 'dog'")]
    [InlineData("dog | hound | small\n/oo\\\n[hound]\n%%\n", "spells 'hound'")]
    [InlineData("cat | | small | pose=sitting\n /\\_/\\\n( o.o )\n%%\n", "the same drawing stands at a.txt:1")]
    [InlineData("cat | | small\n /\\_/\\\n( -.- )\n%%\n", "another 'cat | small | ' stands at a.txt:1")]
    [InlineData("dog | | small\n<o\n(---\n%%\ndog | | small | view=side\n  o>\n---)\n%%\n", "the mirror image of this drawing stands at a.txt:5")]
    public void A_broken_rule_is_named_with_its_place(string block, string expected)
    {
        var fault = Assert.Single(Check(Good + block), fault => fault.Message.Contains(expected, StringComparison.Ordinal));
        Assert.StartsWith("a.txt:", fault.Place);
        Assert.NotEqual("a.txt:1", fault.Place);
    }

    [Fact]
    public void A_word_inside_other_letters_is_not_spelled() => Assert.Empty(Check("ant | | small\n/oo\\_\nxantx\n%%\n"));

    [Fact]
    public void A_left_arrow_may_be_the_mirror_image_of_a_right_one() =>
        Assert.Empty(Check("left arrow | | small\n/____\n\\\n%%\nright arrow | | small\n____\\\n    /\n%%\n"));

    [Fact]
    public void Rows_that_spoil_a_symmetry_are_named_and_only_those()
    {
        Assert.Empty(MirrorSymmetry.OddRows(" /\\_/\\\n( o.o )\n > ^ <"));
        Assert.Equal([3], MirrorSymmetry.OddRows("  ____\n /    \\\n|      \\\n|      |\n \\____/"));
        Assert.Empty(MirrorSymmetry.OddRows("/////\n/////\n/////\n/////\n/////\n/////"));
    }

    [Fact]
    public void The_collection_has_no_fault()
    {
        var results = DrawingFile.Read(DrawingFile.Find([Collection])).ToList();
        var faults = CollectionChecker.Check(results).Concat(CollectionFolder.CheckPlaces(Collection));
        Assert.Empty(faults.Select(fault => $"{fault.Place}: {fault.Message}"));
        Assert.True(results.Count > 1000, $"only {results.Count} drawings were found in {Collection}");
    }

    [Fact]
    public void A_drawing_in_the_wrong_file_is_found_and_sorting_mends_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine.txt"], Good + "dog | | small\n  /o\\_\n  ---\n%%\n");
        Assert.Equal(["cat: belongs into c/cat.txt", "dog: belongs into d/dog.txt"], CollectionFolder.CheckPlaces(folder.Path).Select(fault => fault.Message.Replace('\\', '/').Replace("txt/", "txt")));
        var drawings = CollectionFolder.Load(DrawingFile.Find([folder.Path]));
        Assert.Equal(3, CollectionFolder.Save(folder.Path, drawings));
        Assert.Equal(["cat.txt", "dog.txt"], DrawingFile.Find([folder.Path]).Select(Path.GetFileName));
        Assert.Empty(CollectionFolder.CheckPlaces(folder.Path));
        Assert.Equal("dog |  | small\n/o\\_\n---\n%%\n", File.ReadAllText(folder["d/dog.txt"]));
        Assert.Equal(0, CollectionFolder.Save(folder.Path, CollectionFolder.Load(DrawingFile.Find([folder.Path]))));
    }

    [Fact]
    public void A_spoilt_file_is_never_sorted_away()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine.txt"], Good + "no header\n/\\\n%%\n");
        Assert.Contains("mine.txt:5", Assert.Throws<CorpusException>(() => CollectionFolder.Load(DrawingFile.Find([folder.Path]))).Message);
    }

    private static IReadOnlyList<ImportProblem> Check(string text) => CollectionChecker.Check(DrawingFile.Parse(text, "a.txt"));
}
