// What lies inside the program beside its code, by name: its own resources, or those of the program that carries this
// build (Levels/CarriedEntry). In a native program they are read where the file is mapped, without a copy.
// Does not know what they hold.

namespace AsciiGen.Cli;

internal static unsafe class EmbeddedResources
{
    /// <summary>Asks the program around this build; null if this is the whole program.</summary>
    public static delegate* unmanaged<char*, long*, byte*> FindOutside { get; set; }

    /// <summary>True if there is a resource of this name.</summary>
    public static bool Has(string name) => Open(name) is not null;

    /// <summary>The resource, null if there is none of this name.</summary>
    public static UnmanagedMemoryStream? Open(string name)
    {
        if (FindOutside == null) return (UnmanagedMemoryStream?)typeof(EmbeddedResources).Assembly.GetManifestResourceStream(name);
        long length;
        fixed (char* text = name)
        {
            var bytes = FindOutside(text, &length);
            return bytes == null ? null : new UnmanagedMemoryStream(bytes, length);
        }
    }
}
