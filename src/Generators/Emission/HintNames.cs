using System.Collections.Immutable;
using System.Globalization;
using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Emission;

/// <summary>
/// Names of generated files. The C# compiler compares them without regard to case, so classes that differ only there, which is rare, get a
/// hash of the name as well; the others keep plain names.
/// </summary>
internal static class HintNames
{
    private const string Extension = ".g.cs";

    /// <summary>The names that are equal to another but for case, sorted.</summary>
    public static EquatableArray<string> FindClashes(ImmutableArray<string> names) => names
        .GroupBy(static n => n, StringComparer.OrdinalIgnoreCase)
        .Where(static g => g.Skip(1).Any())
        .SelectMany(static g => g)
        .OrderBy(static n => n, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The name that a file gets.</summary>
    public static string Resolve(string name, EquatableArray<string> clashes) => clashes.Contains(name)
        ? name.Substring(0, name.Length - Extension.Length) + "." + Hash(name).ToString("x8", CultureInfo.InvariantCulture) + Extension
        : name;

    /// <summary>FNV-1a: the same on every machine, as <c>GetHashCode</c> is not.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
