namespace GenStreams.Tasks;

/// <summary>
/// How many records of one task are processed before it is the next one's turn and the clock is looked at: few where operators are slow, so that commits come in
/// time and a transaction does not time out over the records of one turn.
/// </summary>
internal sealed class Turn
{
    private const int Longest = 32;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(10);

    /// <summary>At most so many records.</summary>
    public int Records { get; private set; } = Longest;

    /// <summary>Whether operators were found to be slow.</summary>
    public bool IsShort => Records < Longest;

    /// <summary>The last task's turn has taken so long.</summary>
    public void Took(TimeSpan time, int records)
    {
        if (time > Slow)
        {
            Records = Math.Max(1, Records / 8);
        }
        else if (time < Fast && records > 0)
        {
            Records = Math.Min(Longest, Records * 2);
        }
    }
}
