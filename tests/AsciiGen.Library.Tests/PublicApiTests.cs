// What the two libraries offer is written down beside this file: who changes it sees so in the difference, and decides.

using System.Reflection;

namespace AsciiGen.Library.Tests;

public sealed class PublicApiTests
{
    private const string Accept = "ASCII_GEN_ACCEPT_API";

    public static TheoryData<string> Libraries => ["AsciiGen", "AsciiGen.DefaultModel"];

    [Theory, MemberData(nameof(Libraries))]
    public void Public_api_is_the_one_written_down(string library)
    {
        var path = Path.Combine(ProgramRun.Repository, "tests", "AsciiGen.Library.Tests", $"{library}.api.txt");
        var listing = ApiListing.Of(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable(Accept) is "1") File.WriteAllText(path, listing);
        Assert.True(File.ReadAllText(path) == listing, $"the public API of {library} differs from {path}. If that is meant, run the tests once with {Accept}=1 and commit the file.");
    }

    [Fact]
    public void Every_public_type_is_documented()
    {
        foreach (var assembly in Libraries.Select(library => Assembly.Load((string)library)))
        {
            var documented = File.ReadAllText(Path.ChangeExtension(assembly.Location, ".xml"));
            foreach (var type in assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)))
            {
                Assert.Contains($"\"T:{type.FullName!.Replace('+', '.')}\"", documented, StringComparison.Ordinal);
            }
        }
    }
}
