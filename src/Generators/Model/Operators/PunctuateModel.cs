namespace GenStreams.Generators.Model;

/// <summary><c>[Punctuate]</c>.</summary>
/// <param name="Member">What all operators have.</param>
/// <param name="Interval">The interval in milliseconds, at least 1.</param>
/// <param name="IsWallClock">Whether the wall clock counts, not stream time.</param>
/// <param name="Nothing">The edge into it, on which no record ever comes.</param>
internal sealed record PunctuateModel(MemberModel Member, long Interval, bool IsWallClock, EdgeType Nothing) : OperatorModel(Member);
