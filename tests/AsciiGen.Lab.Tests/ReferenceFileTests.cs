// Looks of held-out pictures on the disk: a file that is damaged in any way is as good as none, so that it is made anew.

using AsciiGen.Decoding;
using AsciiGen.Imaging.Measures;
using AsciiGen.Lab.Evaluation;

namespace AsciiGen.Lab.Tests;

public sealed class ReferenceFileTests : IDisposable
{
    private const string Fingerprint = "0123abcd";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_come_back_as_they_were_saved_but_not_for_another_fingerprint()
    {
        HeldOutPicture[] pictures =
        [
            new("cat", "one", Style.Line, Look(1), [(CanvasSize.Common[0], Look(2)), (CanvasSize.Common[3], Look(3))]),
            new("house", "one", Style.Solid, Look(4), []),
            new("cat", "two", Style.Solid, Look(5), [(CanvasSize.Common[1], Look(6))]),
        ];
        Assert.Null(ReferenceFile.TrySave(_folder["looks"], Fingerprint, pictures));
        Assert.Equivalent(pictures, ReferenceFile.TryLoad(_folder["looks"], Fingerprint), strict: true);
        Assert.Null(ReferenceFile.TryLoad(_folder["looks"], "another"));
        Assert.Null(ReferenceFile.TryLoad(_folder["nowhere"], Fingerprint));
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_as_good_as_none()
    {
        var whole = SaveOne();
        for (var length = 0; length < whole.Length; length += 41)
        {
            File.WriteAllBytes(_folder["looks"], whole[..length]);
            Assert.Null(ReferenceFile.TryLoad(_folder["looks"], Fingerprint));
        }
    }

    [Fact]
    public void A_byte_that_is_wrong_gives_no_pictures_or_whole_ones()
    {
        var bytes = SaveOne();
        var (refused, looksStart) = (0, bytes.Length - (2 * 2 * PictureLook.Length)); // two looks of 16 bits a number
        for (var place = 0; place < bytes.Length; place += place < looksStart ? 1 : 5)
        {
            var change = (byte)(place % 2 == 0 ? 0x01 : 0x80);
            bytes[place] ^= change;
            File.WriteAllBytes(_folder["looks"], bytes);
            bytes[place] ^= change;
            if (ReferenceFile.TryLoad(_folder["looks"], Fingerprint) is not { } pictures)
            {
                refused++;
                continue;
            }

            Assert.All(pictures, picture => Assert.True((int)picture.Style < Styles.Count && picture.Look.Length == PictureLook.Length));
            Assert.All(pictures.SelectMany(picture => picture.Drawings), drawing => Assert.Equal(PictureLook.Length, drawing.Look.Length));
        }

        Assert.InRange(refused, looksStart / 2, looksStart + 2); // numbers of a look may be any
    }

    // The file of one picture with one drawing.
    private byte[] SaveOne()
    {
        Assert.Null(ReferenceFile.TrySave(_folder["looks"], Fingerprint, [new("cat", "one", Style.Line, Look(1), [(CanvasSize.Common[1], Look(2))])]));
        return File.ReadAllBytes(_folder["looks"]);
    }

    // Numbers that 16 bits hold exactly.
    private static float[] Look(int seed) => [.. Enumerable.Range(seed, PictureLook.Length).Select(i => i % 7 / 8f)];
}
