using System.Text;

namespace GenStreams.Processing;

/// <summary>The names of topics that buffered records came from, by their bytes: a few, each made once.</summary>
internal sealed class TopicNames
{
    private readonly List<(byte[] Bytes, string Name)> _names = [];

    /// <summary>The name; null when there is none.</summary>
    public string? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        foreach (var (known, name) in _names)
        {
            if (bytes.SequenceEqual(known))
            {
                return name;
            }
        }

        _names.Add((bytes.ToArray(), Encoding.UTF8.GetString(bytes)));
        return _names[^1].Name;
    }
}
