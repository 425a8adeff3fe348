using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Remembers up to which time an operator has emitted the windows that closed, so that after a restart none comes again. Kafka Streams
/// has this in the metadata of committed offsets.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ProgressStore : StateStore
{
    private readonly IChangelog? _changelog;
    private long _committed = -1;

    /// <summary>A store that knows nothing yet.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    internal ProgressStore(in StoreContext context)
        : base(context.Name) => _changelog = context.Changelog;

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
            Append(_changelog);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The record is not one of this store's changelog.</exception>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        if (!key.SequenceEqual(Key) || value.Span.Length != sizeof(long))
        {
            throw new InvalidDataException(
                $"The changelog of '{Name}' has a record that is no time up to which windows were closed: the topic is not this store's.");
        }

        Time = Math.Max(Time, BinaryPrimitives.ReadInt64BigEndian(value.Span));
    }

    /// <inheritdoc/>
    public override void Committed() => _committed = Time;

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        Time = _committed;
        return true;
    }

    /// <inheritdoc/>
    public override void Clear() => Time = _committed = -1;

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (Time >= 0)
        {
            Append(target);
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private void Append(IChangelog? changelog)
    {
        Span<byte> value = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, Time);
        changelog?.Append(Key, new Bytes(value), Time);
    }
}
