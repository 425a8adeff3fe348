namespace GenStreams.Generators.Model;

/// <summary><c>[Reduce]</c>.</summary>
internal sealed record ReduceModel(MemberModel Member, string? Store, string? Repartition) : OperatorModel(Member);
