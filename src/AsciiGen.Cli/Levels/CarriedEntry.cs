// The carried side of CarriedBuilds: where a build that is loaded as a library starts. It has no model; the program around
// it is asked for that. Nothing else differs from a program of its own.

using System.Runtime.InteropServices;

namespace AsciiGen.Cli.Levels;

internal static unsafe class CarriedEntry
{
    /// <summary>The symbol the outer program looks for.</summary>
    public const string Name = "ascii_gen_run";

    /// <summary>Runs the program.</summary>
    /// <param name="count">How many arguments there are.</param>
    /// <param name="text">All arguments, each ended by a zero.</param>
    /// <param name="findResource">Gives address and length of a resource of the outer program, null if it has none of this name.</param>
    /// <returns>The exit code.</returns>
    [UnmanagedCallersOnly(EntryPoint = Name)]
    public static int Run(int count, char* text, delegate* unmanaged<char*, long*, byte*> findResource)
    {
        var arguments = new string[count];
        for (var i = 0; i < count; i++)
        {
            arguments[i] = new string(text);
            text += arguments[i].Length + 1;
        }

        EmbeddedResources.FindOutside = findResource;
#if MCP
        return Program.RunMcp(arguments);
#else
        return Program.Run(arguments);
#endif
    }
}
