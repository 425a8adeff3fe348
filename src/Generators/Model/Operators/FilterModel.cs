namespace GenStreams.Generators.Model;

/// <summary><c>[Filter]</c> and <c>[FilterNot]</c>.</summary>
internal sealed record FilterModel(MemberModel Member, bool Negated, string? Store) : OperatorModel(Member);
