namespace GenStreams.Generators.Model;

/// <summary><c>[Process]</c>.</summary>
internal sealed record ProcessModel(MemberModel Member) : OperatorModel(Member);
