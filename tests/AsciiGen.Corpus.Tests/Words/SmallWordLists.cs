// Word lists of a few lines, laid out as the real packages are.

using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Words;

namespace AsciiGen.Corpus.Tests.Words;

internal static class SmallWordLists
{
    internal const string Index = """
          1 This software and database is being provided to you
        animal n 1 2 @ ~ 1 1 00000100
        auto n 1 1 @ 1 1 00000400
        automobile n 1 1 @ 1 1 00000400
        car n 2 1 @ 2 1 00000400 00000500
        cat n 2 1 @ 2 1 00000200 00000900
        cock n 2 1 @ 2 0 00000600 00000700
        crane n 2 1 @ 2 1 00000800 00000600
        derrick n 1 1 @ 1 1 00000800
        feline n 1 2 @ ~ 1 1 00000110
        heron n 1 1 @ 1 1 00000600
        kitty n 1 1 @ 1 0 00000300
        machine n 3 1 @ 3 3 00000500 00000800 00000400
        moggie n 1 1 @ 1 0 00000200
        railcar n 1 1 @ 1 0 00000500
        tabby n 1 1 @ 1 1 00000210
        true_cat n 1 1 @ 1 0 00000200
        vehicle n 1 1 ~ 1 1 00000120

        """;

    internal const string Data = """
          1 This software and database is being provided to you
        00000100 05 n 01 animal 0 000 | a living being
        00000110 05 n 01 feline 0 001 @ 00000100 n 0000 | any of various lithe-bodied mammals
        00000120 06 n 01 vehicle 0 000 | a conveyance
        00000200 05 n 03 cat 0 true_cat 0 moggie 0 001 @ 00000110 n 0000 | feline mammal
        00000210 05 n 01 tabby 0 001 @ 00000200 n 0000 | a cat with a striped coat
        00000300 05 n 01 kitty 0 001 @ 00000100 n 0000 | young cat
        00000400 06 n 04 car 0 auto 0 automobile 0 machine 6 001 @ 00000120 n 0000 | a motor vehicle
        00000500 06 n 03 car 1 railcar 0 machine 1 001 @ 00000120 n 0000 | a wheeled vehicle on rails
        00000600 05 n 03 crane 1 heron 0 cock 0 001 @ 00000100 n 0000 | large wading bird
        00000700 08 n 01 cock 1 000 | obscene word
        00000800 06 n 03 crane 0 derrick 0 machine 2 000 | lifts and moves heavy objects
        00000900 18 n 01 cat 2 000 | an informal word for a youth

        """;

    internal static string WordNet(TemporaryFolder folder)
    {
        Write(folder, "wordnet/index.noun", Index);
        Write(folder, "wordnet/data.noun", Data);
        return folder["wordnet"];
    }

    internal static void Write(TemporaryFolder folder, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllText(folder[name], text);
    }

    internal static WordLists Load(TemporaryFolder folder, params WordEntry[] entries)
    {
        var lists = WordLists.Load([(WordListKind.WordNet, WordNet(folder))]);
        return lists with { Entries = entries };
    }

    internal static WordEntry Entry(string list, string name, params string[] tags) => new(list, [name], tags);

    internal static SubjectKey? NoNames(string set, string name) => null;
}
