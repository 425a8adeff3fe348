using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Remembers up to which time an operator has emitted the windows that closed, so that after a restart none comes again. Kafka Streams
/// has this in the metadata of committed offsets.
/// </summary>
public sealed class ProgressStore : StateStore
{
    private readonly IChangelog? _changelog;

    /// <summary>A store that knows nothing yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when it has none.</param>
    public ProgressStore(string name, IChangelog? changelog = null)
        : base(name) => _changelog = changelog;

    /// <summary>The time that was saved last, milliseconds since 1970-01-01 UTC; -1 when none was.</summary>
    public long Time { get; private set; } = -1;

    private static ReadOnlySpan<byte> Key => "closed"u8;

    /// <summary>Saves a later time.</summary>
    /// <param name="time">Milliseconds since 1970-01-01 UTC.</param>
    public void Save(long time)
    {
        if (time > Time)
        {
            Time = time;
            Span<byte> value = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, time);
            _changelog?.Append(Key, new Bytes(value), time);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The record is not one of this store's changelog.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        if (!key.SequenceEqual(Key) || value.Span.Length != sizeof(long))
        {
            throw new InvalidOperationException(
                $"The changelog of '{Name}' has a record that is no time up to which windows were closed: the topic is not this store's.");
        }

        Time = Math.Max(Time, BinaryPrimitives.ReadInt64BigEndian(value.Span));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
