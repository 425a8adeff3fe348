namespace GenStreams.Generators.Model;

/// <summary><c>[Aggregate]</c>.</summary>
internal sealed record AggregateModel(MemberModel Member, string? Store, string? Repartition, MethodModel? Initializer)
    : OperatorModel(Member);
