namespace GenStreams.Testing;

/// <summary>The wall clock of the driver, which only the test moves.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long Milliseconds => _now.ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(long milliseconds) => _now = _now.AddMilliseconds(milliseconds);
}
