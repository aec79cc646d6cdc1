// What the library does, one thing after the other. docs/LIBRARY.md explains each piece; a test compares the two and runs this.

using AsciiGen;
using AsciiGen.Rendering;

// A drawing.
var cat = AsciiArtist.Default.Draw("cat", new() { Width = 24, Height = 12, Seed = 1 });
Console.WriteLine(cat);

// Rows while they are drawn.
using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
await foreach (var row in AsciiArtist.Default.DrawRowsAsync("sailing boat", new() { Seed = 7 }, patience.Token))
{
    Console.WriteLine(row);
}

// What is going to be drawn, and what came of it.
var plan = AsciiArtist.Default.Plan("kitty", new() { Width = 12, Height = 6, Candidates = 8 });
Console.WriteLine($"{plan.Prompt} draws {plan.Subject}, {plan.Width} x {plan.Height}, seed {plan.Seed}");
if (plan.Note is { } note) Console.WriteLine(note);
var choice = plan.Draw();
Console.WriteLine(choice.Best.Text);
Console.WriteLine($"the best of {choice.Candidates.Count}, {choice.TokenCount} tokens");

// Many at once: the weights are shared.
string[] names = ["dog", "house", "rocket", "tree"];
var drawings = new string[names.Length];
Parallel.For(0, names.Length, i => drawings[i] = AsciiArtist.Default.Draw(names[i], new() { Width = 20, Height = 8, Seed = 3, Threads = 1 }));
Console.WriteLine(Sheet.Arrange(drawings, names, columns: 2));

// A picture.
if (Themes.TryParse("ocean", out var ocean)) File.WriteAllBytes("cat.png", PngRenderer.Render(cat, "cat", ocean));

// What it knows, and what it does not.
Console.WriteLine(string.Join(", ", AsciiArtist.Default.FindSubjects("dog")));
try
{
    AsciiArtist.Default.Draw("qwrtzp", new() { Strict = true });
}
catch (UnknownSubjectException unknown)
{
    Console.WriteLine($"{unknown.Message} ({string.Join(", ", unknown.Suggestions)})");
}
catch (AsciiGenException refused) // limits, characters, prompts: always one line for people
{
    Console.WriteLine(refused.Message);
}
