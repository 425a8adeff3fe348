namespace GenStreams.Testing;

/// <summary>Names in messages.</summary>
internal static class Listing
{
    public static string Of(IEnumerable<string> names)
    {
        string listed = string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
        return listed.Length == 0 ? "none" : listed;
    }
}
