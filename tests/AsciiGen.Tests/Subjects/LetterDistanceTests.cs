// Slips between words, against a plain twin that fills the whole table.

using System.Text;
using AsciiGen.Subjects;
using CsCheck;

namespace AsciiGen.Tests.Subjects;

public sealed class LetterDistanceTests
{
    private static readonly Gen<string> _word = Gen.Char['a', 'c'].Array[0, 9].Select(letters => new string(letters));

    [Theory]
    [InlineData("house", "house", 0)]
    [InlineData("hause", "house", 1)]
    [InlineData("hosue", "house", 1)]
    [InlineData("huse", "house", 1)]
    [InlineData("houuse", "house", 1)]
    [InlineData("ohsue", "house", 2)]
    [InlineData("", "ab", 2)]
    public void Slips_are_counted(string a, string b, int slips) => Assert.Equal(slips, Between(a, b, 5));

    [Fact]
    public void Bounded_distance_is_the_distance_or_one_more_than_the_bound() => Gen.Select(_word, _word, Gen.Int[0, 4]).Sample((a, b, most) =>
        Assert.Equal(Math.Min(Twin(a, b), most + 1), Between(a, b, most)));

    [Fact]
    public void A_swap_is_one_slip_between_words_of_the_same_letters() => Gen.Select(_word, _word).Sample((a, b) =>
    {
        var isSwap = LetterDistance.IsSwap(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));
        Assert.Equal(isSwap, Twin(a, b) == 1 && a.Order().SequenceEqual(b.Order()));
    });

    private static int Between(string a, string b, int most) => LetterDistance.Between(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b), most);

    private static int Twin(string a, string b)
    {
        var slips = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
            }
        }

        return slips[a.Length, b.Length];
    }
}
