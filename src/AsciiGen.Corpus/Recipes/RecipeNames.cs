// Names of the kinds and clients as recipes write them, in the order of their enumerations.

namespace AsciiGen.Corpus.Recipes;

internal static class RecipeNames
{
    internal static readonly string[] SourceKinds = ["hand", "figlet", "icons", "pictures", "quickdraw"];
    internal static readonly string[] WordListKinds = ["emojibase", "emojilib", "mdi", "tabler", "lucide", "wordnet"];
    internal static readonly string[] Clients = ["npm", "apt"];

    internal static string Of(SourceKind kind) => SourceKinds[(int)kind];

    internal static string Of(PackageClient client) => Clients[(int)client];
}
