// Archives nobody vouches for: what is unpacked, and that everything hostile or damaged is refused with nothing
// written outside of the folder.

using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using AsciiGen.Corpus.Recipes;
using static AsciiGen.Corpus.Tests.PackageArchives;

namespace AsciiGen.Corpus.Tests;

public sealed class ArchiveReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ArchiveReaderTests() => Directory.CreateDirectory(Target);

    private string Target => _folder["target"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unpacks_files_and_folders_below_the_top_folder()
    {
        Unpack(Tar(new PaxTarEntry(TarEntryType.Directory, "package/empty/"), Entry("package/icons.json", "{}"), Entry("package/a/b/c.svg", "<svg/>"), Entry("package/none", "")), dropsTopFolder: true);
        Assert.Equal("{}", File.ReadAllText(Path.Combine(Target, "icons.json")));
        Assert.Equal("<svg/>", File.ReadAllText(Path.Combine(Target, "a", "b", "c.svg")));
        Assert.Equal("", File.ReadAllText(Path.Combine(Target, "none")));
        Assert.True(Directory.Exists(Path.Combine(Target, "empty")));
    }

    [Theory]
    [InlineData("../slip")]
    [InlineData("package/../../slip")]
    [InlineData("package/a/../../../slip")]
    [InlineData("/slip")]
    [InlineData("./../slip")]
    [InlineData("package//slip")]
    [InlineData("package\\..\\..\\slip")]
    [InlineData("C:slip")]
    [InlineData("package/a\u0001")]
    [InlineData("package/ends.with.dot.")]
    public void A_name_that_leads_out_or_is_not_one_for_every_system_is_refused(string name)
    {
        Refuses(Tar(Entry("package/first"), Entry(name)), "name");
        Refuses(Tar(Entry("package/first"), Entry(name)), "name", dropsTopFolder: true);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Links_and_devices_are_refused(TarEntryType type) =>
        Refuses(Tar(Entry("a/first"), type is TarEntryType.SymbolicLink or TarEntryType.HardLink ? Link(type, "a/door", "a/first") : new PaxTarEntry(type, "a/door")), $"'a/door' is of the kind {type}");

    [Fact]
    public void A_file_through_a_link_is_refused_where_links_are_left_out()
    {
        var outside = Directory.CreateDirectory(_folder["outside"]).FullName;
        Refuses(Tar(Link(TarEntryType.SymbolicLink, "a/door", outside), Entry("a/door/slip")), "collide", leavesOutLinks: true);
        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public void Links_of_an_ordinary_package_are_left_out()
    {
        Unpack(Tar(Entry("./a/cat.svg"), Link(TarEntryType.SymbolicLink, "./a/kitty.svg", "cat.svg")), leavesOutLinks: true);
        Assert.Equal(["cat.svg"], Directory.GetFileSystemEntries(Path.Combine(Target, "a")).Select(Path.GetFileName));
        Refuses(Tar(Link(TarEntryType.HardLink, "b", "a")), "HardLink", leavesOutLinks: true);
    }

    [Theory]
    [InlineData("a/cat", "a/cat")]
    [InlineData("a/cat", "a/CAT")]
    [InlineData("a/cat", "a/cat/tail")]
    [InlineData("a/cat/tail", "a/cat")]
    [InlineData("a/cat", "A/dog")]
    public void Names_that_collide_are_refused(string first, string second) => Refuses(Tar(Entry(first), Entry(second)), "collide");

    [Fact]
    public void A_bomb_is_stopped()
    {
        var limits = new PackageStoreOptions { MaxEntries = 5, MaxBytes = 20_000, MaxFileBytes = 5_000 };
        Refuses(Tar([.. Enumerable.Range(0, 6).Select(i => Entry($"a/{i}"))]), "more than 5", limits);
        Refuses(Tar([.. Enumerable.Range(0, 6).Select(i => new PaxTarEntry(TarEntryType.Directory, "a/"))]), "more than 5 entries", limits);
        Refuses(Tar(Entry("a/b/c/d/e/f")), "more than 5 files and folders", limits);
        Refuses(Tar(Entry("a", new string('x', 5_001))), "has 5001 bytes, the most is 5000", limits);
        Refuses(Tar([.. Enumerable.Range(0, 5).Select(i => Entry($"{i}", new string('x', 4_900)))]), "more than 20000 bytes", limits);
        Assert.True(Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) < 30_000);
        Refuses(Tar(Entry(new string('a', 201))), "the most is 200");
    }

    [Fact]
    public void A_zip_bomb_is_stopped_before_it_unfolds()
    {
        using var zipped = new GZipStream(new MemoryStream(GZip(Tar(Entry("package/a", new string(' ', 10_000_000))))), CompressionMode.Decompress);
        var reader = new ArchiveReader(new PackageStoreOptions { MaxBytes = 100_000 }, dropsTopFolder: true, leavesOutLinks: false);
        Assert.Contains("more than 100000 bytes", Assert.Throws<InvalidDataException>(() => reader.Unpack(zipped, Target, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_cut_anywhere_within_its_entries_is_refused()
    {
        var tar = Tar(Entry("a/cat", new string('c', 700)), Entry("a/dog", new string('d', 700)));
        foreach (var length in Enumerable.Range(0, tar.Length / 256).Select(i => i * 256))
        {
            using var fresh = new TemporaryFolder();
            var read = Record.Exception(() => Reader().Unpack(new MemoryStream(tar, 0, length), fresh.Path, default));
            var whole = Directory.GetFiles(fresh.Path, "*", SearchOption.AllDirectories).Count(file => new FileInfo(file).Length == 700) == 2;
            Assert.True(read is InvalidDataException || whole, $"{length} of {tar.Length} bytes: {read?.ToString() ?? "accepted"}");
        }
    }

    // Only the padding behind the last entry may be missing: .NET takes the end of a cut gzip file for its end.
    [Fact]
    public void A_zipped_archive_cut_anywhere_is_refused_unless_all_files_are_whole()
    {
        var random = new Random(1);
        var zipped = GZip(Tar([.. Enumerable.Range(0, 5).Select(i => Entry($"p/{i}", string.Concat(Enumerable.Range(0, 300).Select(_ => (char)random.Next('a', 'z')))))]));
        for (var length = 0; length < zipped.Length; length += 37)
        {
            using var fresh = new TemporaryFolder();
            using var stream = new GZipStream(new MemoryStream(zipped, 0, length), CompressionMode.Decompress);
            var problem = Record.Exception(() => Reader().Unpack(stream, fresh.Path, default));
            var whole = Directory.GetFiles(fresh.Path, "*", SearchOption.AllDirectories).Count(file => new FileInfo(file).Length == 300) == 5;
            Assert.True(problem is InvalidDataException || (problem is null && whole), $"{length} of {zipped.Length} bytes: {problem?.ToString() ?? "accepted"}");
            Assert.True(problem is not null || length > zipped.Length - 50, $"{length} of {zipped.Length} bytes were enough");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive at all, only a text that is long enough to fill more than one block of a tar")]
    public void What_is_no_archive_is_refused(string text) =>
        Assert.IsType<InvalidDataException>(Record.Exception(() => Unpack(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, 20))))));

    [Fact]
    public void Random_damage_never_escapes_or_crashes()
    {
        var tar = Tar(Entry("a/cat", "meow"), Entry("a/b/dog", "woof"), Link(TarEntryType.SymbolicLink, "a/l", "cat"));
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            using var fresh = new TemporaryFolder();
            var target = Directory.CreateDirectory(fresh["target"]).FullName;
            var damaged = (byte[])tar.Clone();
            for (var i = 0; i < 4; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var problem = Record.Exception(() => new ArchiveReader(new PackageStoreOptions(), false, true).Unpack(new MemoryStream(damaged), target, default));
            Assert.True(problem is null or InvalidDataException, $"round {round}: {problem}");
            Assert.Equal([target], Directory.GetFileSystemEntries(fresh.Path));
        }
    }

    private static ArchiveReader Reader() => new(new PackageStoreOptions(), dropsTopFolder: false, leavesOutLinks: false);

    private void Unpack(byte[] tar, bool dropsTopFolder = false, bool leavesOutLinks = false) =>
        new ArchiveReader(new PackageStoreOptions(), dropsTopFolder, leavesOutLinks).Unpack(new MemoryStream(tar), Target, default);

    private void Refuses(byte[] tar, string expected, PackageStoreOptions? limits = null, bool dropsTopFolder = false, bool leavesOutLinks = false)
    {
        Directory.Delete(Target, recursive: true);
        Directory.CreateDirectory(Target);
        var reader = new ArchiveReader(limits ?? new(), dropsTopFolder, leavesOutLinks);
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => reader.Unpack(new MemoryStream(tar), Target, default)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories), file => Path.GetFileName(file).Contains("slip", StringComparison.Ordinal));
    }
}
