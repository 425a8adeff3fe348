using System.Globalization;

namespace GenStreams.Generators.Emission;

/// <summary>Gives out names of one scope, each once.</summary>
internal sealed class NameAllocator(IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.Ordinal);

    /// <summary>The name, or with the first number after it that is free.</summary>
    public string Allocate(string name)
    {
        string candidate = name;
        for (int number = 2; !_taken.Add(candidate); number++)
        {
            candidate = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return candidate;
    }
}
