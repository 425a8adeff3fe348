using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Writes changes of windows as Kafka Streams writes them: after the windowed key comes a sequence number of 4 bytes, which is 0 where a
/// window has one value.
/// </summary>
internal sealed class WindowChangelog(IChangelog changelog) : IChangelog
{
    /// <summary>Bytes of the sequence number.</summary>
    public const int SequenceLength = sizeof(int);

    private byte[] _key = new byte[64];

    /// <summary>The windowed key that a key of the changelog is of.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ReadOnlySpan<byte> KeyOf(string store, ReadOnlySpan<byte> key) => key.Length >= SequenceLength + EntryTimes.OfWindow
        ? key[..^SequenceLength]
        : throw new InvalidDataException(
            $"The changelog of the store '{store}' has a key of {key.Length} bytes, but one of a window has {EntryTimes.OfWindow} for its start "
            + $"and {SequenceLength} for its number: the topic is not this store's.");

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        int length = checked(key.Length + SequenceLength);
        if (_key.Length < length)
        {
            _key = new byte[checked(length * 2)];
        }

        key.CopyTo(_key);
        _key.AsSpan(key.Length, SequenceLength).Clear();
        changelog.Append(_key.AsSpan(0, length), value, timestamp);
    }
}
