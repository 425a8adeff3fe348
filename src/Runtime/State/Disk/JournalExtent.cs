namespace GenStreams.State.Disk;

/// <summary>What of a journal file counts.</summary>
/// <param name="HeadChain">The checksum with which the chain of frames begins.</param>
/// <param name="End">Where the last whole commit ends.</param>
/// <param name="Chain">The checksum of the last head before that.</param>
/// <param name="FirstEnd">Where the first commit ends: up to there the file was written from the stores' content.</param>
/// <param name="Time">When the last commit was.</param>
/// <param name="Positions">Its positions.</param>
/// <param name="Damage">Why what lies behind does not count; null: nothing does.</param>
internal sealed record JournalExtent(
    uint HeadChain, long End, uint Chain, long FirstEnd, DateTimeOffset Time, long[] Positions, string? Damage);
