// The package store with clients that are shell scripts: a package arrives whole or not at all, is fetched once
// however many ask, and every way to fail is one line that says what to do.

using System.Diagnostics;
using AsciiGen.Corpus.Recipes;
using static AsciiGen.Corpus.Tests.PackageArchives;

namespace AsciiGen.Corpus.Tests;

public sealed class PackageStoreTests : IDisposable
{
    private static readonly byte[] _archive = GZip(Tar(Entry("package/icons.json", "{}"), Entry("package/svg/cat.svg", "<svg/>")));

    private readonly TemporaryFolder _folder = new();

    public PackageStoreTests()
    {
        File.WriteAllBytes(_folder["archive"], _archive);
        NpmRuns($"echo run >> '{_folder["runs"]}'; cp '{_folder["archive"]}' \"$4/a-cats-1.2.3.tgz\"");
    }

    private string Bin => _folder["bin"];

    private string Store => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_is_fetched_once_and_kept()
    {
        var package = Npm(_archive) with { Under = "svg", LicenseFile = "icons.json" };
        var fetched = Fetch(package);
        Assert.Equal("<svg/>", File.ReadAllText(Path.Combine(fetched.Content, "cat.svg")));
        Assert.Equal("{}", File.ReadAllText(fetched.LicenseFile!));
        NpmRuns("exit 1");
        Assert.Equal(fetched, Fetch(package));
        LeavesNothingHalf(packages: 1);
    }

    [Fact]
    public void Npm_is_asked_in_English_for_the_pinned_version_without_scripts()
    {
        NpmRuns($"echo \"$LC_ALL $@\" > '{_folder["arguments"]}'; cp '{_folder["archive"]}' \"$4/x.tgz\"");
        Fetch(Npm(_archive));
        Assert.Matches(@"^C pack @a/cats@1\.2\.3 --pack-destination \S+ --ignore-scripts --loglevel=error\n$", File.ReadAllText(_folder["arguments"]));
    }

    [Fact]
    public void A_Debian_package_is_read_through_dpkg_deb_and_its_links_are_left_out()
    {
        var tar = Tar(Entry("./usr/share/figlet/small.flf", "flf2a"), Link(System.Formats.Tar.TarEntryType.SymbolicLink, "./usr/share/figlet/s.flf", "small.flf"));
        File.WriteAllBytes(_folder["archive"], tar);
        Script(Bin, "apt-get", $"test \"$*\" = 'download cats=1:2-3' && cp '{_folder["archive"]}' cats_1%3a2-3_all.deb");
        Script(Bin, "dpkg-deb", "test \"$1\" = --fsys-tarfile && cat \"$2\"");
        var fetched = Fetch(Apt(tar) with { Under = "usr/share/figlet" });
        Assert.Equal(["small.flf"], Directory.GetFiles(fetched.Content).Select(Path.GetFileName));
        Script(Bin, "dpkg-deb", "cat \"$2\"; echo 'dpkg-deb: error: cut short' >&2; exit 2");
        Fails(Apt(tar), "dpkg-deb cannot read it: dpkg-deb: error: cut short", new() { SearchPath = SearchPath }, _folder["second"]);
    }

    [Fact]
    public void Another_checksum_is_refused_before_anything_is_unpacked()
    {
        Fails(Npm([1, 2, 3]), $"has the checksum {Checksum(_archive)}, the recipe says {Checksum([1, 2, 3])}");
        File.WriteAllBytes(_folder["archive"], _archive[..^5]);
        Fails(Npm(_archive), $"of {_archive.Length - 5} bytes has the checksum");
        LeavesNothingHalf(packages: 0);
    }

    [Fact]
    public void A_hostile_or_damaged_archive_is_refused_though_its_checksum_is_right()
    {
        foreach (var archive in new[] { GZip(Tar(Entry("package/a"), Entry("package/../../slip"))), _archive[..(_archive.Length / 2)], [1, 2, 3], [] })
        {
            File.WriteAllBytes(_folder["archive"], archive);
            Fails(Npm(archive), "the archive is refused: ");
        }

        LeavesNothingHalf(packages: 0);
    }

    [Fact]
    public void Without_its_client_a_package_is_one_line()
    {
        var nowhere = new PackageStoreOptions { SearchPath = "" };
        Fails(Npm(_archive), "npm package @a/cats 1.2.3: npm is not on the PATH. Install Node.js", nowhere);
        Fails(Apt(_archive), "Debian package cats 1:2-3: apt-get is not on the PATH", nowhere);
    }

    [Theory]
    [InlineData("npm error code ENOTFOUND", "cannot reach its registry")]
    [InlineData("npm error code EAI_AGAIN", "cannot reach its registry")]
    [InlineData("npm error code E404", "knows no such package or version")]
    [InlineData("npm error code ETARGET", "Pin another version")]
    [InlineData("npm error code EINTEGRITY", "cut short or damaged")]
    [InlineData("npm error code ENOSPC", "no room left")]
    [InlineData("npm error odd\nnpm error see https://example.org/log", "npm failed with exit code 3: npm error odd. Run again")]
    public void What_npm_complains_of_is_told_in_one_line(string complaint, string expected)
    {
        NpmRuns($"echo '{complaint}' >&2; exit 3");
        Fails(Npm(_archive), expected);
    }

    [Theory]
    [InlineData("E: Unable to locate package cats", "Run apt-get update")]
    [InlineData("E: Version '1:2-3' for 'cats' was not found", "Run apt-get update")]
    [InlineData("E: Failed to fetch x  Could not connect to y", "cannot reach its registry")]
    [InlineData("E: Failed to fetch x  404  Not Found", "Run apt-get update")]
    [InlineData("E: Failed to fetch x  Hash Sum mismatch", "cut short or damaged")]
    public void What_apt_get_complains_of_is_told_in_one_line(string complaint, string expected)
    {
        Script(Bin, "apt-get", $"echo \"{complaint}\" >&2; exit 100");
        Fails(Apt(_archive), expected);
    }

    [Fact]
    public void A_client_that_leaves_no_archive_and_a_layout_that_changed_are_told()
    {
        Fails(Npm(_archive) with { Under = "icons" }, "holds no 'icons', its layout is not the one of the recipe");
        Fails(Npm(_archive) with { Expected = ["info.json"] }, "holds no 'info.json'");
        Fails(Npm(_archive) with { LicenseFile = "LICENSE" }, "holds no 'LICENSE'");
        Fails(Npm(_archive) with { Checksums = new Dictionary<string, string> { ["s390x"] = Checksum(_archive) } }, "no checksum for");
        NpmRuns("exit 0");
        Fails(Npm(_archive), "left no single archive", store: _folder["second"]);
    }

    [Fact]
    public async Task Fetches_of_one_package_at_once_run_the_client_once()
    {
        NpmRuns($"echo run >> '{_folder["runs"]}'; sleep 0.5; cp '{_folder["archive"]}' \"$4/x.tgz\"");
        using PackageStore first = Open(), second = Open();
        var fetched = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? first : second).FetchAsync(Npm(_archive))));
        Assert.Single(fetched.Distinct());
        Assert.Equal("run\n", await File.ReadAllTextAsync(_folder["runs"]));
        LeavesNothingHalf(packages: 1);
    }

    [Fact]
    public async Task Different_packages_are_fetched_side_by_side_but_no_more_than_allowed()
    {
        // Each run notes how many run with it.
        NpmRuns($"mkdir -p '{_folder["now"]}'; touch '{_folder["now"]}'/$$; ls '{_folder["now"]}' | wc -l >> '{_folder["runs"]}'; sleep 0.5; rm '{_folder["now"]}'/$$; cp '{_folder["archive"]}' \"$4/x.tgz\"");
        using var store = Open(new() { SearchPath = SearchPath, Downloads = 2 });
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => store.FetchAsync(Npm(_archive) with { Version = $"1.0.{i}" })));
        Assert.Equal(2, (await File.ReadAllLinesAsync(_folder["runs"])).Max(int.Parse));
        LeavesNothingHalf(packages: 6);
    }

    [Fact]
    public async Task A_cancelled_fetch_stops_its_client_and_leaves_nothing()
    {
        NpmRuns($"echo $$ > '{_folder["pid"]}'; sleep 60; cp '{_folder["archive"]}' \"$4/x.tgz\"");
        using var store = Open();
        using var cancel = new CancellationTokenSource();
        var fetch = store.FetchAsync(Npm(_archive), cancel.Token);
        while (!File.Exists(_folder["pid"]) || new FileInfo(_folder["pid"]).Length == 0) await Task.Delay(10);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(_folder["pid"]))));
        LeavesNothingHalf(packages: 0);
    }

    [Fact]
    public void A_client_that_never_ends_is_stopped()
    {
        NpmRuns("sleep 60");
        Fails(Npm(_archive), "npm did not finish within 1 seconds and was stopped", new() { SearchPath = SearchPath, TimeLimit = TimeSpan.FromSeconds(1) });
        Script(Bin, "apt-get", $"cp '{_folder["archive"]}' x.deb");
        Script(Bin, "dpkg-deb", "sleep 60");
        Fails(Apt(_archive), "dpkg-deb did not finish", new() { SearchPath = SearchPath, TimeLimit = TimeSpan.FromSeconds(3) });
        LeavesNothingHalf(packages: 0);
    }

    [Fact]
    public void What_a_killed_fetch_left_is_cleared_but_not_what_is_under_way()
    {
        Fetch(Npm(_archive));
        var partial = Path.Combine(Store, ".partial");
        var (mine, dead) = (Path.GetFileNameWithoutExtension(Directory.GetFiles(partial).Single()), "npm-dead-1.0.0-0123456789abcdef");
        foreach (var key in new[] { mine, dead }) File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(partial, key + ".abc", "content")).FullName, "half"), "");
        File.WriteAllText(Path.Combine(partial, dead + ".lock"), "");
        using (new FileStream(Path.Combine(partial, mine + ".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Open().Dispose();
            Assert.Equal([mine + ".abc"], Directory.GetDirectories(partial).Select(Path.GetFileName));
        }

        Open().Dispose();
        LeavesNothingHalf(packages: 1);
    }

    [Fact]
    public async Task A_source_is_located_by_its_path_or_its_package()
    {
        var source = new RecipeSource
        {
            Name = "cats", Kind = SourceKind.Pictures, Family = "cats", License = "MIT", Attribution = "us", Url = "https://example.org", Styles = [Style.Line],
            Path = _folder["archive"],
        };
        using var store = Open();
        Assert.Equal(_folder["archive"], await store.LocateAsync(source));
        Assert.EndsWith("svg", await store.LocateAsync(source with { Path = null, Package = Npm(_archive) with { Under = "svg" } }), StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<PackageException>(() => store.LocateAsync(source with { Path = _folder["none"] }));
        Assert.Contains("none does not exist. Put it there, or take 'cats' out", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_line() =>
        Assert.Contains("cannot be made", Assert.Throws<PackageException>(() => new PackageStore(Path.Combine(_folder["archive"], "below"))).Message, StringComparison.Ordinal);

    private string SearchPath => Bin;

    private void NpmRuns(string body) => Script(Bin, "npm", body);

    private PackageStore Open(PackageStoreOptions? options = null) => new(Store, options ?? new() { SearchPath = SearchPath });

    private FetchedPackage Fetch(RecipePackage package)
    {
        using var store = Open();
        return store.Fetch(package);
    }

    private void Fails(RecipePackage package, string expected, PackageStoreOptions? options = null, string? store = null)
    {
        using var opened = new PackageStore(store ?? Store, options ?? new() { SearchPath = SearchPath });
        var message = Assert.Throws<PackageException>(() => opened.Fetch(package)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("://", message, StringComparison.Ordinal);
    }

    // Whatever happened: whole packages, and beside them nothing but lock files.
    private void LeavesNothingHalf(int packages)
    {
        Assert.Equal(packages, Directory.GetDirectories(Store).Count(folder => Path.GetFileName(folder) != ".partial"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Store, ".partial")));
        Assert.False(File.Exists(_folder["slip"]));
    }
}
