namespace GenStreams.Clients.Native;

/// <summary>Times as librdkafka takes them.</summary>
internal static class NativeTime
{
    /// <summary>Whole milliseconds, rounded up, so that a short wait is none of zero; never negative, which means without end.</summary>
    internal static int Milliseconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalMilliseconds), 0, int.MaxValue);
}
