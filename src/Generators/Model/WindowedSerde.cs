namespace GenStreams.Generators.Model;

/// <summary>What the serde of a windowed key is made of; generated code has one object for each that differs.</summary>
/// <param name="Key">The type of the keys.</param>
/// <param name="KeySerde">The one object that serialises them, as <see cref="SerdeRef.Instance"/>.</param>
/// <param name="Size">The windows' size in milliseconds; null for sessions, whose ends are written.</param>
internal sealed record WindowedSerde(string Key, string KeySerde, long? Size)
{
    /// <summary>The class that holds the objects, in the topology class.</summary>
    public const string Container = "GenStreamsWindowSerdes";

    private const string Instance = ".Instance";
    private const string BuiltIn = "global::GenStreams.Serdes.";

    /// <summary>How many bytes after the key are the window's.</summary>
    public int Length => Size is null ? 2 * sizeof(long) : sizeof(long);

    /// <summary>The name of the field; two that differ have different ones.</summary>
    public string Field
    {
        get
        {
            string keys = KeySerde.StartsWith(BuiltIn, StringComparison.Ordinal) ? KeySerde.Substring(BuiltIn.Length) : KeySerde;
            if (keys.EndsWith(Instance, StringComparison.Ordinal))
            {
                keys = keys.Substring(0, keys.Length - Instance.Length);
            }

            keys = keys.Replace("_", "__").Replace("::", "_").Replace('.', '_');
            var name = new System.Text.StringBuilder();
            foreach (char c in keys)
            {
                name.Append(char.IsLetterOrDigit(c) || c == '_' ? c.ToString() : $"_{(int)c:x4}");
            }

            return (Size is { } size ? FormattableString.Invariant($"Time{size}_") : "Session_") + name;
        }
    }
}
