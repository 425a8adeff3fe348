namespace GenStreams.Generators.Model;

/// <summary><c>[Merge]</c>.</summary>
internal sealed record MergeModel(MemberModel Member) : OperatorModel(Member);
