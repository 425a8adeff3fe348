namespace GenStreams.Serdes;

/// <summary>The numbers of MessagePack's timestamp extension.</summary>
internal static class MessagePackTimestamp
{
    public const uint NanosecondsPerSecond = 1_000_000_000;

    /// <summary>In the form of 8 bytes: how many bits, the lower ones, are seconds. The others are nanoseconds.</summary>
    public const int PackedSecondsBits = 34;

    public const ulong PackedSeconds = (1UL << PackedSecondsBits) - 1;

    /// <summary>The first second of the year 1, counted from 1970.</summary>
    public static readonly long MinSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();

    /// <summary>The last second of the year 9999, counted from 1970.</summary>
    public static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The largest offset of a <c>DateTimeOffset</c>.</summary>
    public static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);
}
