// Prompts and the subjects they stand for, step by step, in a small table where every step has something to go wrong with.

using System.Text;
using AsciiGen.Subjects;
using CsCheck;

namespace AsciiGen.Tests.Subjects;

public sealed class SubjectResolverTests
{
    private static readonly SubjectTable _table = SubjectTable.Parse(Encoding.ASCII.GetBytes(string.Concat(new[]
    {
        "axe\thls\t\t", "bat\tl\t\tfruit bat", "birthday cake\thls\t\t", "black cat\thls\t\t", "boat\thls\tsailboat\tferry,yacht,dinghy,raft", "bow\tl\t\t", "bucket\tl\t\tpaint bucket", "bus\thls\tcoach\t", "cake\thls\t\t",
        "cat\thls\tkitty,kitten\tlynx,tom cat", "cat on a chair\th\t\t", "chair\thls\t\t", "cherries\thls\t\t", "child\tls\t\t", "dog\thls\tpuppy\tpoodle,toy poodle,terrier", "drawbridge\tl\t\t",
        "eight\tl\t\t", "fire truck\thls\tfire engine\t", "form\tl\t\t", "glove\thls\t\t", "goose\thls\t\t", "gun\tl\t\t", "herring\tl\t\t", "house\thls\thome\tcottage", "ice cream\thls\t\t", "knife\thls\t\t", "leaf\thls\t\t", "letter a\tl\t\t",
        "lizard\thls\t\t", "mouse\thls\t\t", "orange\thls\t\t", "pajamas\tl\t\t", "picture frame\tl\t\t", "pizza\thls\t\t", "rifle\tl\t\tsix-gun", "ring\tl\t\t", "sofa\thls\tcouch\t", "star\thls\t\t", "t shirt\thls\t\t", "tie\tl\t\t", "toy\tls\t\t", "tree\thls\t\toak",
        "witch\thls\t\t", "wolf\thls\t\t", "woman\thls\t\t", "zebra\ths\t\t",
    }.Select(line => line + "\n"))), "table");

    private static readonly Gen<string> _prompt = Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['a', 'z'], Gen.Const(' ')).Array[1, 80].Select(letters => new string(letters)).Where(text => text.Trim().Length > 0);

    [Theory]
    [InlineData("cat", "cat", ResolutionStep.Subject)]
    [InlineData("  Cat ", "cat", ResolutionStep.Subject)]
    [InlineData("cherries", "cherries", ResolutionStep.Subject)]
    [InlineData("kitty", "cat", ResolutionStep.Alias)]
    [InlineData("fire engine", "fire truck", ResolutionStep.Alias)]
    [InlineData("a cat", "cat", ResolutionStep.Form)]
    [InlineData("THE CAT!", "cat", ResolutionStep.Form)]
    [InlineData("my two cats", "cat", ResolutionStep.Form)]
    [InlineData("3 cats", "cat", ResolutionStep.Form)]
    [InlineData("some kitties", "cat", ResolutionStep.Form)]
    [InlineData("the cat's", "cat", ResolutionStep.Form)]
    [InlineData("a picture of a cat, please", "cat", ResolutionStep.Form)]
    [InlineData("can you draw me a drawing of the cat?", "cat", ResolutionStep.Form)]
    [InlineData("cat drawing", "cat", ResolutionStep.Form)]
    [InlineData("paint me a cat", "cat", ResolutionStep.Form)]
    [InlineData("please sketch my cat", "cat", ResolutionStep.Form)]
    [InlineData("print 12 cats", "cat", ResolutionStep.Form)]
    [InlineData("slice of pizza", "pizza", ResolutionStep.Form)]
    [InlineData("mice", "mouse", ResolutionStep.Form)]
    [InlineData("geese", "goose", ResolutionStep.Form)]
    [InlineData("knives", "knife", ResolutionStep.Form)]
    [InlineData("leaves", "leaf", ResolutionStep.Form)]
    [InlineData("gloves", "glove", ResolutionStep.Form)]
    [InlineData("wolves", "wolf", ResolutionStep.Form)]
    [InlineData("children", "child", ResolutionStep.Form)]
    [InlineData("women", "woman", ResolutionStep.Form)]
    [InlineData("buses", "bus", ResolutionStep.Form)]
    [InlineData("witches", "witch", ResolutionStep.Form)]
    [InlineData("ties", "tie", ResolutionStep.Form)]
    [InlineData("houses", "house", ResolutionStep.Form)]
    [InlineData("cherry", "cherries", ResolutionStep.Form)]
    [InlineData("t-shirt", "t shirt", ResolutionStep.Form)]
    [InlineData("tee shirts", "t shirt", ResolutionStep.Form)]
    [InlineData("icecream", "ice cream", ResolutionStep.Form)]
    [InlineData("ice-cream", "ice cream", ResolutionStep.Form)]
    [InlineData("draw bridge", "drawbridge", ResolutionStep.Form)]
    [InlineData("pyjamas", "pajamas", ResolutionStep.Form)]
    [InlineData("ax", "axe", ResolutionStep.Form)]
    [InlineData("cats on the chair", "cat on a chair", ResolutionStep.Form)]
    [InlineData("the letter a", "letter a", ResolutionStep.Form)]
    [InlineData("eight", "eight", ResolutionStep.Subject)]
    [InlineData("eight cats", "cat", ResolutionStep.Form)]
    [InlineData("picture frame", "picture frame", ResolutionStep.Subject)]
    public void Same_thing_in_other_words_is_found_silently(string prompt, string subject, object step) => AssertFound(prompt, subject, (ResolutionStep)step, isGuess: false);

    [Theory]
    [InlineData("poodle", "dog", ResolutionStep.Kind)]
    [InlineData("a toy poodle", "dog", ResolutionStep.Kind)]
    [InlineData("oaks", "tree", ResolutionStep.Kind)]
    [InlineData("six-gun", "rifle", ResolutionStep.Kind)]
    [InlineData("a picture of six guns", "rifle", ResolutionStep.Kind)]
    [InlineData("paint buckets", "bucket", ResolutionStep.Kind)]
    [InlineData("paint gun", "gun", ResolutionStep.Part)]
    [InlineData("draw cat", "cat", ResolutionStep.Part)]
    [InlineData("my red dog", "dog", ResolutionStep.Part)]
    [InlineData("a big black cat", "black cat", ResolutionStep.Part)]
    [InlineData("big old poodle", "dog", ResolutionStep.Part)]
    [InlineData("orange cat", "cat", ResolutionStep.Part)]
    [InlineData("cat on a sofa", "cat", ResolutionStep.Part)]
    [InlineData("fluffy cat in my new house", "cat", ResolutionStep.Part)]
    [InlineData("happy birthday cake", "birthday cake", ResolutionStep.Part)]
    [InlineData("witch brewing at night", "witch", ResolutionStep.Part)]
    [InlineData("hause", "house", ResolutionStep.Typo)]
    [InlineData("a hause", "house", ResolutionStep.Typo)]
    [InlineData("hosue", "house", ResolutionStep.Typo)]
    [InlineData("zebar", "zebra", ResolutionStep.Typo)]
    [InlineData("lizzards", "lizard", ResolutionStep.Typo)]
    [InlineData("pooddle", "dog", ResolutionStep.Typo)]
    [InlineData("fire engnie", "fire truck", ResolutionStep.Typo)]
    [InlineData("orange hause", "house", ResolutionStep.Typo)]
    [InlineData("lizardry", "lizard", ResolutionStep.Typo)]
    [InlineData("xizzyard", "lizard", ResolutionStep.Nearest)]
    public void Something_near_is_found_and_called_a_guess(string prompt, string subject, object step) => AssertFound(prompt, subject, (ResolutionStep)step, isGuess: true);

    [Theory]
    [InlineData("from", "form")] // two letters swapped before one wrong
    [InlineData("bot", "boat")] // a letter left out before one wrong, bat
    [InlineData("bouse", "house")] // not mouse, to which no other words lead
    public void Of_two_words_a_slip_away_the_likelier_is_taken(string prompt, string subject) => Assert.Equal(subject, Resolve(prompt).Subject.Name);

    [Theory]
    [InlineData("!!!")]
    [InlineData("12345")]
    [InlineData("q")]
    [InlineData("a")]
    [InlineData("the")]
    [InlineData("of of of")]
    [InlineData("a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("'s 's s' ' '' ies ves men i")]
    [InlineData("\t,\n")]
    public void Anything_at_all_is_something(string prompt) => Assert.True(Resolve(prompt).IsGuess);

    [Fact]
    public void Any_printable_prompt_has_a_subject_and_suggestions() => _prompt.Sample(prompt =>
    {
        var resolver = new SubjectResolver(_table);
        var found = resolver.Resolve(prompt);
        Assert.True(_table.IndexOf(found.Subject.Name) >= 0);
        Assert.Equal(found.Subject.Name, resolver.Suggest(found, 5)[0]);
        if (found.Step < ResolutionStep.Nearest) Assert.Contains(found.Subject.Name, resolver.Search(prompt));
    });

    [Fact]
    public void Every_subject_stands_for_itself_and_every_word_for_its_own()
    {
        for (var i = 0; i < _table.Count; i++)
        {
            var subject = _table[i];
            Assert.Equal(subject.Name, Resolve(subject.Name).Subject.Name);
            Assert.All(subject.Aliases.Concat(subject.Kinds), word => Assert.Equal(subject.Name, Resolve(word).Subject.Name));
        }
    }

    [Fact]
    public void Suggestions_are_distinct_and_begin_with_the_likeliest()
    {
        var resolver = new SubjectResolver(_table);
        var suggestions = resolver.Suggest(resolver.Resolve("catt on my chiar"), 5);
        Assert.Equal(5, suggestions.Distinct().Count());
        Assert.Equal("cat", suggestions[0]);
        Assert.Contains("chair", suggestions);
    }

    [Fact]
    public void Search_lists_names_before_aliases_before_kinds()
    {
        var resolver = new SubjectResolver(_table);
        Assert.Equal(["cat", "black cat", "cat on a chair"], resolver.Search("cat"));
        Assert.Equal(["toy", "dog"], resolver.Search("toy"));
        Assert.Equal(["dog"], resolver.Search("toy poodle"));
        Assert.Equal(["dog"], resolver.Search("poodles"));
        Assert.Equal(["cat"], resolver.Search("kitt"));
        Assert.Equal(["bat"], resolver.Search("fruit"));
    }

    [Fact]
    public void Search_for_what_nothing_is_like_finds_nothing()
    {
        Assert.Equal(ResolutionStep.Nearest, Resolve("qwertz").Step);
        Assert.Empty(new SubjectResolver(_table).Search("qwertz"));
    }

    [Fact]
    public void Empty_prompt_is_no_prompt() => Assert.Throws<ArgumentException>(() => Resolve(" "));

    private static void AssertFound(string prompt, string subject, ResolutionStep step, bool isGuess)
    {
        var found = Resolve(prompt);
        Assert.Equal((subject, step, isGuess), (found.Subject.Name, found.Step, found.IsGuess));
    }

    private static Resolution Resolve(string prompt) => new SubjectResolver(_table).Resolve(prompt);
}
