namespace GenStreams.State;

/// <summary>
/// The numbers that tell a join's rows apart: 31 bits that begin anew after the greatest, so that which of two is the later one depends on
/// which way around is the shorter.
/// </summary>
internal static class JoinSequence
{
    /// <summary>The number after one.</summary>
    public static int After(int sequence) => (sequence + 1) & int.MaxValue;

    /// <summary>Above 0 when the first comes after the second.</summary>
    public static int Compare(int sequence, int other) => unchecked(sequence - other) << 1;
}
