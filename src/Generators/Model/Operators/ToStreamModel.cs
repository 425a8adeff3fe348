namespace GenStreams.Generators.Model;

/// <summary><c>[ToStream]</c>.</summary>
internal sealed record ToStreamModel(MemberModel Member) : OperatorModel(Member);
