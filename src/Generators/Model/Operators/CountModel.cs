namespace GenStreams.Generators.Model;

/// <summary><c>[Count]</c>.</summary>
internal sealed record CountModel(MemberModel Member, string? Store, string? Repartition) : OperatorModel(Member);
