namespace GenStreams.Generators.Model;

/// <summary><c>[Map]</c>.</summary>
internal sealed record MapModel(MemberModel Member) : OperatorModel(Member);
