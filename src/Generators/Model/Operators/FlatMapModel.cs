namespace GenStreams.Generators.Model;

/// <summary><c>[FlatMap]</c>.</summary>
internal sealed record FlatMapModel(MemberModel Member) : OperatorModel(Member);
