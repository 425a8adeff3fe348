namespace GenStreams.Generators.Model;

/// <summary><c>[ForEach]</c>.</summary>
internal sealed record ForEachModel(MemberModel Member) : OperatorModel(Member);
