namespace GenStreams.Generators.Model;

/// <summary><c>[Peek]</c>.</summary>
internal sealed record PeekModel(MemberModel Member) : OperatorModel(Member);
