namespace GenStreams.Generators.Model;

/// <summary><c>[MapValues]</c>.</summary>
internal sealed record MapValuesModel(MemberModel Member, string? Store) : OperatorModel(Member);
