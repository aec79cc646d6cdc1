// Drawing <-> tokens. The encoding is canonical: spaces are grouped greedily into the longest runs, so a
// drawing has exactly one token sequence. Does not know prompts; those are in Prompt.cs.

using System.Text;

namespace AsciiGen.Tokens;

/// <summary>Turns drawings into tokens and back.</summary>
internal static class Tokenizer
{
    /// <summary>
    /// Encodes a drawing: printable ASCII and line feeds, no trailing blanks in a row, then <see cref="Vocabulary.End"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A character is neither printable ASCII nor a line feed.</exception>
    public static byte[] Encode(string artwork)
    {
        ArgumentNullException.ThrowIfNull(artwork);
        var tokens = new List<byte>(artwork.Length + 1);
        for (var i = 0; i < artwork.Length;)
        {
            var character = artwork[i];
            if (character == ' ')
            {
                var run = 1;
                while (run < Vocabulary.LongestRun && i + run < artwork.Length && artwork[i + run] == ' ') run++;
                tokens.Add((byte)Vocabulary.Run(run));
                i += run;
                continue;
            }

            if (character != '\n' && !Vocabulary.IsPrintable(character))
            {
                throw new ArgumentException($"character U+{(int)character:X4} at {i} is not printable ASCII", nameof(artwork));
            }

            tokens.Add((byte)character);
            i++;
        }

        tokens.Add(Vocabulary.End);
        return [.. tokens];
    }

    /// <summary>Decodes a drawing up to <see cref="Vocabulary.End"/> or the end of the tokens.</summary>
    /// <exception cref="ArgumentException">A token stands for nothing that can be drawn.</exception>
    public static string Decode(ReadOnlySpan<byte> tokens)
    {
        var text = new StringBuilder(tokens.Length * 2);
        foreach (var token in tokens)
        {
            if (token == Vocabulary.End) break;
            if (token == Vocabulary.NewLine) text.Append('\n');
            else if (Vocabulary.IsInk(token)) text.Append((char)token);
            else if (Vocabulary.IsBlank(token)) text.Append(' ', Vocabulary.CellCount(token));
            else throw new ArgumentException($"token {token} ({Vocabulary.NameOf(token)}) draws nothing", nameof(tokens));
        }

        return text.ToString();
    }
}
