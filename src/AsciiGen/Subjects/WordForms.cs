// English as people type it: what is said before and after the thing meant, plurals, two spellings. Proposes forms and lets
// the table decide which of them is a word, so a rule may propose nonsense (gloves: glof, glofe, glove), but must not miss.

using System.Text;

namespace AsciiGen.Subjects;

internal static class WordForms
{
    private static readonly string[] _determiners =
    [
        "a", "an", "the", "some", "any", "my", "your", "his", "her", "its", "our", "their", "this", "that", "these", "those", "another", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "twelve", "many", "several", "few", "all", "both", "every", "more",
    ];

    // Before a noun alone they may belong to it: paint bucket, print shop.
    private static readonly string[] _verbs = ["draw", "show", "make", "create", "generate", "paint", "print", "sketch", "ascii"];

    private static readonly string[] _leading =
    [
        "just", "please", "hello", "hi", "can you", "could you", "would you", "will you", "i want", "i need", "i would like", "i'd like", "let me see", "give me", "picture of", "pic of",
        "image of", "photo of", "photograph of", "drawing of", "sketch of", "painting of", "portrait of", "illustration of", "icon of", "ascii art", "art of", "silhouette of",
        "outline of", "side view of", "front view of", "view of", "kind of", "type of", "sort of", "pair of", "couple of", "lot of", "lots of", "bunch of", "group of", "herd of",
        "flock of", "pack of", "piece of", "slice of", "bit of", "set of", "of",
    ];

    private static readonly string[] _trailing =
        ["please", "thanks", "drawing", "picture", "pic", "image", "photo", "sketch", "painting", "illustration", "icon", "emoji", "symbol", "ascii", "ascii art", "art", "clip art", "clipart"];

    private static readonly HashSet<string> _joining =
    [
        "on", "in", "at", "with", "without", "of", "and", "or", "by", "for", "from", "near", "under", "over", "into", "behind", "beside", "above", "below", "inside", "between", "next",
        "to", "is", "are", "wearing", "holding", "riding", "sitting", "standing", "eating", "playing", "that", "who", "which", "while", "a", "an", "the",
    ];

    // Looks of things, some of them things too; alone they are not what somebody means who types more.
    private static readonly HashSet<string> _looks =
    [
        "red", "orange", "yellow", "green", "blue", "purple", "violet", "pink", "brown", "black", "white", "grey", "gray", "golden", "gold", "silver", "rose", "big", "small", "little",
        "large", "tiny", "huge", "old", "new", "young", "baby", "happy", "sad", "angry", "cute", "funny", "hot", "cold", "light", "dark", "flat", "round", "open", "closed", "broken",
        "up", "down", "left", "right",
    ];

    // Ends of words; the rest of the word stays.
    private static readonly (string Many, string One)[] _irregular =
    [
        ("men", "man"), ("mice", "mouse"), ("lice", "louse"), ("geese", "goose"), ("feet", "foot"), ("teeth", "tooth"), ("children", "child"), ("oxen", "ox"), ("people", "person"),
        ("pence", "penny"), ("dice", "die"), ("bacteria", "bacterium"), ("larvae", "larva"), ("formulae", "formula"), ("phenomena", "phenomenon"), ("eaux", "eau"), ("axes", "axis"),
        ("oases", "oasis"), ("crises", "crisis"), ("ices", "ex"), ("ices", "ix"), ("ies", "y"), ("ies", "ie"), ("ves", "f"), ("ves", "fe"), ("zzes", "z"), ("sses", "s"), ("i", "us"),
    ];

    // One way and the other.
    private static readonly (string British, string American)[] _spellings =
    [
        ("grey", "gray"), ("colour", "color"), ("colourful", "colorful"), ("aeroplane", "airplane"), ("tyre", "tire"), ("centre", "center"), ("theatre", "theater"), ("doughnut", "donut"),
        ("yoghurt", "yogurt"), ("moustache", "mustache"), ("pyjamas", "pajamas"), ("pyjama", "pajama"), ("jewellery", "jewelry"), ("plough", "plow"), ("kerb", "curb"), ("axe", "ax"),
        ("armour", "armor"), ("armoured", "armored"), ("armoury", "armory"), ("harbour", "harbor"), ("neighbour", "neighbor"), ("catalogue", "catalog"), ("programme", "program"),
        ("fibre", "fiber"), ("metre", "meter"), ("litre", "liter"), ("sabre", "saber"), ("sceptre", "scepter"), ("spectre", "specter"), ("omelette", "omelet"), ("whisky", "whiskey"),
        ("mould", "mold"), ("ladybird", "ladybug"), ("cheque", "check"), ("chilli", "chili"), ("calliper", "caliper"), ("woollen", "woolen"), ("waggon", "wagon"), ("tee", "t"),
        ("flavour", "flavor"), ("odour", "odor"), ("rumour", "rumor"), ("vapour", "vapor"), ("parlour", "parlor"), ("savoury", "savory"), ("draughts", "drafts"), ("storey", "story"),
        ("manoeuvre", "maneuver"), ("paediatrician", "pediatrician"), ("encyclopaedia", "encyclopedia"), ("mediaeval", "medieval"), ("pedlar", "peddler"), ("licence", "license"),
        ("defence", "defense"), ("analogue", "analog"), ("dialogue", "dialog"), ("artefact", "artifact"), ("carburettor", "carburetor"), ("gramme", "gram"), ("barbeque", "barbecue"),
    ];

    /// <summary>The words of a prompt: letters, digits and apostrophes; whatever else stands between parts them.</summary>
    /// <param name="prompt">In small letters.</param>
    public static string[] WordsOf(string prompt) => string.Concat(prompt.Select(c => char.IsAsciiLetterOrDigit(c) || c == '\'' ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words, and what is left of them with articles, numbers and "a picture of" taken off, a little more each time; never nothing.</summary>
    public static IEnumerable<string[]> WithoutFillers(string[] words)
    {
        yield return words;
        while (LeadingFiller(words) is > 0 and var count && count < words.Length) yield return words = words[count..];
        while (_trailing.Where(filler => EndsWith(words, filler)).Select(CountOf).DefaultIfEmpty().Max() is > 0 and var count && count < words.Length) yield return words = words[..^count];
    }

    /// <summary>The words before what only adds to them: cat of cat on a sofa.</summary>
    public static string[] HeadOf(string[] words) => Array.FindIndex(words, IsJoining) is > 0 and var joint ? words[..joint] : words;

    /// <summary>True for the words between things, which are no things.</summary>
    public static bool IsJoining(string word) => _joining.Contains(word);

    /// <summary>True for words that say how something looks.</summary>
    public static bool IsLook(string word) => _looks.Contains(word);

    /// <summary>The words in one text, then in every form that means the same: two spellings, one for many, many for one.</summary>
    public static IEnumerable<string> Of(string[] words)
    {
        yield return string.Join(' ', words);
        if (Respelled(words) is { } respelled) yield return respelled;
        var (head, last) = (HeadOf(words).Length - 1, words.Length - 1);
        int[] places = head == last ? [last] : [head, last];
        foreach (var form in (Func<string, IEnumerable<string>>[])[Singulars, Plurals])
        {
            foreach (var place in places)
            {
                foreach (var word in form(words[place]))
                {
                    string[] changed = [.. words[..place], word, .. words[(place + 1)..]];
                    yield return string.Join(' ', changed);
                    if (Respelled(changed) is { } both) yield return both;
                }
            }
        }
    }

    /// <summary>What a word may be the plural or possessive of.</summary>
    public static IEnumerable<string> Singulars(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal)) yield return word = word[..word.LastIndexOf('\'')];
        if (word.Length > 3 && word[^1] == 's' && word[^2] != 's') yield return word[..^1];
        foreach (var (many, one) in _irregular)
        {
            if (word.Length > many.Length + (many.Length < 4 ? 1 : -1) && word.EndsWith(many, StringComparison.Ordinal)) yield return word[..^many.Length] + one;
        }

        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal)) yield return word[..^2];
    }

    private static IEnumerable<string> Plurals(string word)
    {
        if (word.Length < 3) yield break;
        yield return word + "s";
        yield return word + "es";
        foreach (var (many, one) in _irregular)
        {
            if (word.EndsWith(one, StringComparison.Ordinal)) yield return word[..^one.Length] + many;
        }
    }

    private static string? Respelled(string[] words)
    {
        StringBuilder? text = null;
        for (var i = 0; i < words.Length; i++)
        {
            var other = Array.Find(_spellings, pair => pair.British == words[i]).American ?? Array.Find(_spellings, pair => pair.American == words[i]).British;
            if (other is null && text is null) continue;
            text ??= new(string.Concat(words[..i].Select(word => word + ' ')));
            text.Append(other ?? words[i]).Append(' ');
        }

        return text?.ToString().TrimEnd();
    }

    private static int LeadingFiller(string[] words)
    {
        if (words.Length < 2) return 0;
        if (IsDeterminer(words[0])) return 1;
        if (_verbs.Contains(words[0]) && words[1] == "me") return 2;
        if (_verbs.Contains(words[0]) && IsDeterminer(words[1])) return 1;
        return _leading.Where(filler => StartsWith(words, filler)).Select(CountOf).DefaultIfEmpty().Max();
    }

    private static bool IsDeterminer(string word) => _determiners.Contains(word) || word.All(char.IsAsciiDigit);

    private static bool StartsWith(string[] words, string filler) => words.AsSpan().StartsWith(filler.Split(' '));

    private static bool EndsWith(string[] words, string filler) => words.AsSpan().EndsWith(filler.Split(' '));

    private static int CountOf(string filler) => filler.AsSpan().Count(' ') + 1;
}
