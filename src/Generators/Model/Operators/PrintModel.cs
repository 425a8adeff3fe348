namespace GenStreams.Generators.Model;

/// <summary><c>[Print]</c>.</summary>
internal sealed record PrintModel(MemberModel Member, string? Label) : OperatorModel(Member);
