// What people type, against the list of subjects of the default model: the list is whole, and the everyday words lead where one expects.

using AsciiGen.Formats;
using AsciiGen.Subjects;

namespace AsciiGen.Tests.Subjects;

public sealed class DefaultSubjectsTests
{
    private const int MostBytes = 400_000; // the program carries it

    private static readonly string _folder = Path.Combine(Repository(), "models", "default");
    private static readonly SubjectResolver _resolver = new(ModelFiles.LoadSubjects(_folder)!);

    [Theory]
    [InlineData("cat", "cat", "a cat", "cats", "two cats", "my kitty", "kitten", "a picture of a cat", "Draw me a cat, please!", "cat on a sofa", "cute little kitten", "tabby cat", "persian cat")]
    [InlineData("house", "house", "hause", "hosue", "the house", "my new house", "mansion house")]
    [InlineData("dog", "doggy", "puppies", "terrier", "husky", "happy dog", "irish wolfhound", "dgo")]
    [InlineData("poodle", "poodle", "a toy poodle", "poodles")]
    [InlineData("bicycle", "my red bicycle", "bycicle", "push bike", "mountain bike")]
    [InlineData("wolf", "wolves", "grey wolf", "gray wolf")]
    [InlineData("elephant", "elephants", "pink elefant", "elehpant")]
    [InlineData("mouse", "mice")]
    [InlineData("goose", "geese")]
    [InlineData("knife", "knives")]
    [InlineData("baby", "children", "child")]
    [InlineData("ice cream", "icecream", "ice-cream")]
    [InlineData("t shirt", "t-shirt", "tee shirt", "tshirt")]
    [InlineData("light bulb", "light-bulb")]
    [InlineData("airplane", "aeroplane", "airplaine")]
    [InlineData("donut", "doughnuts")]
    [InlineData("sailboat", "sailing boat", "sail boat")]
    [InlineData("castle", "a castle", "casle", "an old castle")]
    [InlineData("castle on a hill", "castle on the hill")]
    [InlineData("fire truck", "fire engine", "fire engnie")]
    [InlineData("christmas tree", "xmas tree", "merry christmas")]
    [InlineData("birthday cake", "happy birthday")]
    [InlineData("snowman", "snowmen", "snow man")]
    [InlineData("giraffe", "girafe", "giraffes")]
    [InlineData("butterfly", "butterflies", "buterfly", "butterflys")]
    [InlineData("penguin", "pengiun", "penguins")]
    [InlineData("strawberry", "strawberries", "strawberrys")]
    [InlineData("umbrella", "umbrela")]
    [InlineData("guitar", "electric guitar", "gitar")]
    [InlineData("monkey", "lemur", "monkey eating a banana")]
    [InlineData("pizza", "slice of pizza")]
    [InlineData("scissors", "a pair of scissors", "scissor")]
    [InlineData("rose", "roses", "a bunch of roses")]
    [InlineData("oak tree", "oak")]
    [InlineData("eyeglasses", "eye glasses")]
    public void Everyday_words_lead_to_the_subject_that_is_meant(string subject, params string[] prompts) =>
        Assert.All(prompts, prompt => Assert.Equal((prompt, subject), (prompt, _resolver.Resolve(prompt).Subject.Name)));

    [Fact]
    public void List_is_small_and_every_name_stands_for_itself()
    {
        Assert.InRange(new FileInfo(Path.Combine(_folder, ModelFiles.SubjectsName)).Length, 100_000, MostBytes);
        var table = ModelFiles.LoadSubjects(_folder)!;
        Assert.InRange(table.Count, 900, 20_000);
        Assert.All(Enumerable.Range(0, table.Count).Select(i => table[i].Name), name => Assert.Equal((name, ResolutionStep.Subject), (_resolver.Resolve(name).Subject.Name, _resolver.Resolve(name).Step)));
    }

    [Fact]
    public void Every_word_of_the_list_finds_its_own_line_unless_it_is_another_subjects_word_in_some_form()
    {
        var table = ModelFiles.LoadSubjects(_folder)!;
        var strays = new List<string>();
        foreach (var subject in Enumerable.Range(0, table.Count).Select(i => table[i]))
        {
            foreach (var word in subject.Aliases.Concat(subject.Kinds))
            {
                var (own, found) = (subject.Aliases.Contains(word) ? ResolutionStep.Alias : ResolutionStep.Kind, _resolver.Resolve(word));
                var isRight = found.Subject.Name == subject.Name && found.Step <= own;
                if (!isRight && !(found.Step < own && IsAForm(word, found.Subject))) strays.Add($"{word}: {subject.Name}, found {found.Subject.Name} by {found.Step}");
            }
        }

        Assert.True(strays.Count == 0, string.Join('\n', strays));
    }

    // Of a name or alias, with nothing left out.
    private static bool IsAForm(string word, Subject subject) =>
        WordForms.Of(WordForms.WordsOf(word)).Any(form => subject.Aliases.Append(subject.Name).Any(known => LettersOf(known) == LettersOf(form)));

    private static string LettersOf(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AsciiGen.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
