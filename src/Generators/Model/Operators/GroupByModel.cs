namespace GenStreams.Generators.Model;

/// <summary><c>[GroupBy]</c>.</summary>
internal sealed record GroupByModel(MemberModel Member, string? TopicName) : OperatorModel(Member);
