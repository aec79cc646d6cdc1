// Alias or keyword? An alias becomes a prompt, and a wrong one teaches the model a wrong word, so it needs either the
// dictionary (the same meaning, and the word commonly has that meaning), or people who named the same thing twice.
// Being a kind of the subject, or what it is a kind of, is not the same as being it: a poodle is no word for a dog.

using System.Numerics;

namespace AsciiGen.Corpus.Words;

internal sealed class AliasRules(WordEvidence evidence, WordNet? nouns, JudgedWords judged)
{
    // Those who give a picture a name, not only tags; and those who do not write for interfaces, where a pencil is "edit".
    private const WordVotes Namers = WordVotes.Hand | WordVotes.Mdi | WordVotes.Name;
    private const WordVotes Everyday = WordVotes.Hand | WordVotes.Emojibase | WordVotes.Emojilib;

    private const int MostMeanings = 2; // a word's third meaning is not what a person means by it

    internal bool IsRefused(SubjectKey key, string word) =>
        judged.Find(key.Subject, word) is { } verdict ? verdict == JudgedWord.None : nouns is not null && nouns.Meanings(word).Any(meaning => meaning.IsCoarse);

    /// <summary>True when the word is as good a name as the subject's own, as far as this subject is concerned.</summary>
    internal bool IsAlias(SubjectKey key, string word, WordVotes votes)
    {
        if (IsNameOfSubject(word)) return false;
        if (judged.Find(key.Subject, word) is { } verdict) return verdict == JudgedWord.Alias;
        if (SpellsSubject(key, word)) return false;
        if (votes.HasFlag(WordVotes.Label)) return true;
        if (votes.HasFlag(WordVotes.Synonym) && IsCommonWord(key, word, votes)) return true;
        var people = votes & ~WordVotes.Synonym;
        return (people & Namers) != 0 && (people & Everyday) != 0 && BitOperations.PopCount((uint)people) >= 2 && !IsOtherThing(key, word);
    }

    /// <summary>How sure it is, to compare two subjects that claim one word.</summary>
    internal static int Strength(WordVotes votes) => BitOperations.PopCount((uint)votes);

    private bool IsNameOfSubject(string word) => evidence.IsSubject(word) || (word.EndsWith('s') && evidence.IsSubject(word[..^1])) || evidence.IsSubject(word + "s");

    /// <summary>"kitty cat" for cat, "cats", "cat face": the subject with something more.</summary>
    private static bool SpellsSubject(SubjectKey key, string word)
    {
        var subject = WordEntry.Plain(key.Subject);
        return $" {word} ".Contains($" {subject} ", StringComparison.Ordinal) || word == subject + "s" || word + "s" == subject || word.Replace(" ", "") == subject.Replace(" ", "");
    }

    private bool IsCommonWord(SubjectKey key, string word, WordVotes votes)
    {
        var meaning = WordNetClasses.MeaningOf(nouns!, key.Subject, key.Category)!;
        var rank = nouns!.Meanings(word).TakeWhile(other => other.Offset != meaning.Offset).Count();
        return votes != WordVotes.Synonym ? rank < MostMeanings : rank == 0 && (evidence.Vocabulary.Contains(word) || nouns.SeenCount(word) > 0);
    }

    /// <summary>True when the dictionary knows the word, and it names a kind of the subject, what it is a kind of, a sister, or no such thing at all.</summary>
    private bool IsOtherThing(SubjectKey key, string word)
    {
        if (nouns is null || nouns.Meanings(word) is not { Count: > 0 } meanings) return false;
        if (WordNetClasses.MeaningOf(nouns, key.Subject, key.Category) is not { } subject) return false;
        var kinds = nouns.Kinds(subject);
        return meanings.Any(meaning => kinds.Contains(meaning.Offset) || meaning.Parents.Intersect(subject.Parents).Any() || nouns.Kinds(meaning).Contains(subject.Offset))
            || !meanings.Take(MostMeanings).Any(meaning => WordNetClasses.Of(key.Category).Contains(meaning.Class));
    }
}
