namespace GenStreams.Generators.Model;

/// <summary><c>[SelectKey]</c>.</summary>
internal sealed record SelectKeyModel(MemberModel Member) : OperatorModel(Member);
