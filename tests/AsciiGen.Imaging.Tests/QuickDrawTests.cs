// Quick, Draw! lines, good and bad, plain and gzipped.

using System.IO.Compression;
using System.Text;
using AsciiGen.Imaging.QuickDraw;

namespace AsciiGen.Imaging.Tests;

public sealed class QuickDrawTests
{
    private const string Good = """{"word":"The Eiffel Tower","key_id":"5","drawing":[[[0,9],[1,8]],[[4],[4]]]}""";

    private static List<QuickDrawLine> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return [.. QuickDrawFile.Read(stream, "test.ndjson")];
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Fact]
    public void A_line_is_a_drawing_and_the_article_is_dropped()
    {
        var line = Assert.Single(Read(Encoding.UTF8.GetBytes(Good)));
        Assert.Equal(("eiffel tower", "5"), (line.Drawing!.Word, line.Drawing.KeyId));
        Assert.Equal(2, line.Drawing.Sketch.Strokes.Count);
    }

    [Fact]
    public void A_gzipped_file_reads_the_same() =>
        Assert.Equal("eiffel tower", Read(Gzip(Good + "\n\n" + Good + "\n"))[1].Drawing!.Word);

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"word":"cat","drawing":[[[0,9],[1,8]]]}""")]
    [InlineData("""{"word":"","key_id":"5","drawing":[[[0,9],[1,8]]]}""")]
    [InlineData("""{"word":7,"key_id":"5","drawing":[[[0,9],[1,8]]]}""")]
    [InlineData("""{"word":"cat","key_id":"5"}""")]
    [InlineData("""{"word":"cat","key_id":"5","drawing":[]}""")]
    [InlineData("""{"word":"cat","key_id":"5","drawing":[[[0,9],[1]]]}""")]
    [InlineData("""{"word":"cat","key_id":"5","drawing":[[[0,9]]]}""")]
    [InlineData("""{"word":"cat","key_id":"5","drawing":[[["a"],[1]]]}""")]
    [InlineData("""{"word":"cat","key_id":"5","drawing":[[[1e30],[1]]]}""")]
    public void A_malformed_line_is_reported_with_its_number_and_the_rest_goes_on(string bad)
    {
        var lines = Read(Encoding.UTF8.GetBytes($"{Good}\n{bad}\n{Good}"));
        Assert.Equal(3, lines.Count);
        Assert.Null(lines[1].Drawing);
        Assert.Equal(2, lines[1].Line);
        Assert.DoesNotContain("line 2", lines[1].Error!, StringComparison.Ordinal); // whoever prints it says where
        Assert.DoesNotContain("JsonElement", lines[1].Error!, StringComparison.Ordinal);
        Assert.DoesNotContain("operation", lines[1].Error!, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lines[1].Error!);
        Assert.NotNull(lines[2].Drawing);
    }

    [Fact]
    public void A_damaged_gzip_file_and_a_missing_file_are_refused()
    {
        var packed = Gzip(string.Join('\n', Enumerable.Repeat(Good, 500)));
        packed[packed.Length / 2] ^= 0x55;
        packed[(packed.Length / 2) + 1] ^= 0x55;
        Assert.Throws<ImageException>(() => Read(packed));
        Assert.Throws<ImageException>(() => QuickDrawFile.Load("no/such/file.ndjson"));
    }
}
