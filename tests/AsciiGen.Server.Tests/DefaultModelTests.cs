// The model as a library: drawn with in one line, read once.

using AsciiGen.Formats;

namespace AsciiGen.Server.Tests;

public sealed class DefaultModelTests
{
    [Fact]
    public void Default_artist_draws_in_one_line()
    {
        var drawing = AsciiArtist.Default.Draw("cat", new() { Width = 24, Height = 12, Seed = 1 });
        Assert.All(drawing.Split('\n'), row => Assert.InRange(row.Length, 0, 24));
        Assert.Equal(AsciiArtist.Load(Path.Combine(ProgramRun.Repository, "models", "default")).Draw("cat", new() { Width = 24, Height = 12, Seed = 1 }), drawing);
    }

    [Fact]
    public void Default_artist_is_one_for_all_threads_and_Load_makes_another()
    {
        var artists = new AsciiArtist[8];
        Parallel.For(0, artists.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => artists[i] = AsciiArtist.Default);
        Assert.All(artists, artist => Assert.Same(artists[0], artist));
        var other = DefaultModel.Load();
        Assert.NotSame(artists[0], other);
        Assert.Equal(artists[0].Subjects!.Count, other.Subjects!.Count);
        Assert.Equal(ModelFiles.LoadSubjects(Path.Combine(ProgramRun.Repository, "models", "default"))!.Count, other.Subjects.Count);
    }
}
