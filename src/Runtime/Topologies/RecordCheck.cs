using GenStreams.Processing;

namespace GenStreams.Topologies;

/// <summary>Checks the records of a topic for those who take them in as bytes: global tables, and tables that are restored from their topic.</summary>
/// <param name="Key">Checks keys; null when all bytes are keys.</param>
/// <param name="Value">Checks values; null when all bytes are values.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RecordCheck(BytesCheck? Key, BytesCheck? Value)
{
    /// <summary>What is wrong with a record; null when it can be read.</summary>
    public Exception? ProblemOf(in RawRecord record)
    {
        try
        {
            if (Key is not null && !record.Key.IsNull)
            {
                Key(record.Key.Span);
            }

            if (Value is not null && !record.Value.IsNull)
            {
                Value(record.Value.Span);
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}

/// <summary>Checks that bytes can be read: <see cref="ISerde{T}.Check"/> of a serde.</summary>
/// <param name="data">The bytes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void BytesCheck(ReadOnlySpan<byte> data);
