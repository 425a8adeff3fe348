namespace GenStreams.Generators.Model;

/// <summary><c>[FlatMapValues]</c>.</summary>
internal sealed record FlatMapValuesModel(MemberModel Member) : OperatorModel(Member);
