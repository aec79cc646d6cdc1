// Which words become aliases: the dictionary's synonyms of the right meaning, what people name twice, nothing that is
// another subject, another kind of thing, or rude.

using AsciiGen.Corpus.Words;

namespace AsciiGen.Corpus.Tests.Words;

public sealed class WordChoiceTests : IDisposable
{
    private static readonly SubjectKey _cat = new("cat", "animal"), _car = new("car", "vehicle"), _crane = new("crane", "animal");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Synonyms_of_the_meaning_that_fits_the_category_are_aliases()
    {
        Assert.Equal(["heron"], Choose([_crane])[_crane].Aliases);
        var machine = new SubjectKey("crane", "tool");
        Assert.Equal(["derrick"], Choose([machine])[machine].Aliases);
    }

    [Fact]
    public void A_synonym_is_no_alias_when_its_first_meaning_is_another_or_nobody_uses_it()
    {
        Assert.Equal(["auto", "automobile"], Choose([_car])[_car].Aliases);
        Assert.Empty(Choose([_cat])[_cat].Aliases);
        Assert.Equal(["moggie"], Choose([_cat], SmallWordLists.Entry("lucide", "pet", "moggie"))[_cat].Aliases);
    }

    [Theory]
    [InlineData("hand", "emojilib", "kitty", true)]
    [InlineData("mdi", "emojibase", "kitty", true)]
    [InlineData("mdi", "tabler", "kitty", false)] // both write for interfaces
    [InlineData("tabler", "emojilib", "kitty", false)] // tags only
    [InlineData("hand", "emojilib", "tabby", false)] // a kind of it
    [InlineData("hand", "emojilib", "feline", false)] // what it is a kind of
    [InlineData("hand", "emojilib", "vehicle", false)] // no animal at all
    [InlineData("hand", "emojilib", "cat face", false)] // the subject with something more
    [InlineData("hand", "emojilib", "car", false)] // another subject
    [InlineData("hand", "emojilib", "mog", true)] // a word the dictionary does not know
    public void Two_who_name_it_make_an_alias_of_a_word_for_the_same_kind_of_thing(string first, string second, string word, bool expected)
    {
        var words = Choose([_cat, _car], SmallWordLists.Entry(first, "cat", word), SmallWordLists.Entry(second, "cat", word))[_cat];
        Assert.Equal(expected, words.Aliases.Contains(word));
        Assert.Equal(!expected, words.Keywords.Contains(word));
    }

    [Fact]
    public void Tags_and_wider_words_are_keywords_and_rude_words_are_nothing()
    {
        var words = Choose([_cat], SmallWordLists.Entry("lucide", "cat", "pet", "cock"))[_cat];
        Assert.Equal(["animal", "feline", "pet"], words.Keywords.Except(["true cat", "moggie"]));
        Assert.DoesNotContain("cock", Choose([_crane])[_crane].Aliases.Concat(Choose([_crane])[_crane].Keywords));
    }

    [Fact]
    public void An_alias_belongs_to_the_subject_with_the_stronger_claim_and_to_none_when_they_are_equal()
    {
        SubjectKey box = new("box", ""), crate = new("crate", "");
        WordEntry[] claims =
        [
            SmallWordLists.Entry("hand", "box", "packing case"), SmallWordLists.Entry("emojilib", "box", "packing case"),
            SmallWordLists.Entry("hand", "crate", "packing case"), SmallWordLists.Entry("emojilib", "crate", "packing case"),
        ];
        var equal = Choose([box, crate], claims);
        Assert.All([box, crate], key => Assert.Equal((0, "packing case"), (equal[key].Aliases.Count, equal[key].Keywords[0])));
        var decided = Choose([box, crate], [.. claims, SmallWordLists.Entry("lucide", "crate", "packing case")]);
        Assert.Equal((0, "packing case"), (decided[box].Aliases.Count, decided[crate].Aliases[0]));
    }

    [Fact]
    public void Pictures_are_matched_by_what_they_show_where_that_is_known()
    {
        var mouse = new SubjectKey("mouse", "animal");
        var device = new SubjectKey("mouse computer", "device");
        SubjectKey? Shown(string set, string name) => name == "mouse" ? set == "noto" ? mouse : device : null;
        var words = WordChoice.Choose([mouse, device], Lists(SmallWordLists.Entry("tabler", "mouse", "click"), SmallWordLists.Entry("emojilib", "mouse", "squeak")), Shown);
        Assert.Equal(["animal", "squeak"], words[mouse].Keywords);
        Assert.Equal(["device", "mouse", "click"], words[device].Keywords);
    }

    [Fact]
    public void A_homonym_gets_no_tags_from_a_list_that_does_not_tell_which_one_it_means()
    {
        var machine = new SubjectKey("crane", "tool");
        var words = Choose([_crane, machine], SmallWordLists.Entry("lucide", "crane", "lift"));
        Assert.All([_crane, machine], key => Assert.DoesNotContain("lift", words[key].Keywords));
    }

    [Fact]
    public void Judged_words_stand_whatever_the_lists_say()
    {
        var judged = JudgedWords.Parse("# comment\ncat\talias\tpussycat, kitty cat\n*\tkeyword\tauto\ncar\tnone\tautomobile\ncat\talias\tcar\n");
        var words = WordChoice.Choose([_cat, _car], Lists(), SmallWordLists.NoNames, judged);
        Assert.Equal(["kitty cat", "pussycat"], words[_cat].Aliases);
        Assert.Empty(words[_car].Aliases);
        Assert.Contains("auto", words[_car].Keywords);
        Assert.DoesNotContain("automobile", words[_car].Keywords);
    }

    [Fact]
    public void Our_judged_words_can_be_prompts_and_differ_from_their_subjects()
    {
        Assert.Contains("kitty", JudgedWords.Ours.AliasesOf("cat"));
        Assert.All(JudgedWords.Ours.All, verdict => Assert.Equal((verdict.Word, true), (WordEntry.Plain(verdict.Word), verdict.Word != verdict.Subject)));
    }

    private WordLists Lists(params WordEntry[] entries) => SmallWordLists.Load(_folder, entries);

    private IReadOnlyDictionary<SubjectKey, WordsOfSubject> Choose(SubjectKey[] subjects, params WordEntry[] entries) =>
        WordChoice.Choose(subjects, Lists(entries), SmallWordLists.NoNames, JudgedWords.Parse(""));
}
