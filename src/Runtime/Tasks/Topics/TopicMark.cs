using Confluent.Kafka;

namespace GenStreams.Tasks;

/// <summary>
/// A number that stands for the id of a topic, to tell it from another of the same name. Written beside a committed offset together with a trace of the offset: a Kafka
/// Streams application that has had the task meanwhile hands on what it does not know, beside offsets of its own, and that says nothing.
/// </summary>
internal static class TopicMark
{
    /// <summary>The mark of a topic whose id is not known.</summary>
    public const long Unknown = 0;

    private const int OffsetBits = 16;
    private const long OffsetMask = (1L << OffsetBits) - 1;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>The mark of an id; never negative, as times are not, among which it is written.</summary>
    public static long Of(Uuid? id)
    {
        ulong bits = id is null ? 0 : ((ulong)(long)id.MostSignificantBits * Multiplier) ^ (ulong)(long)id.LeastSignificantBits;
        return (long)((bits * Multiplier) >> (OffsetBits + 1));
    }

    /// <summary>What is written beside an offset.</summary>
    public static long Write(long mark, long offset) => (mark << OffsetBits) | TraceOf(offset);

    /// <summary>Reads what was written beside an offset.</summary>
    /// <returns>The mark; <see cref="Unknown"/> when it was written beside another offset.</returns>
    public static long Read(long written, long offset) => written > 0 && (written & OffsetMask) == TraceOf(offset) ? written >> OffsetBits : Unknown;

    private static long TraceOf(long offset) => (long)(((ulong)offset * Multiplier) >> (64 - OffsetBits));
}
