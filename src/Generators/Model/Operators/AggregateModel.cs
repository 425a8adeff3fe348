namespace GenStreams.Generators.Model;

/// <summary><c>[Aggregate]</c>.</summary>
internal sealed record AggregateModel(MemberModel Member, string? Store, string? Repartition, MethodModel? Initializer)
    : OperatorModel(Member)
{
    /// <summary>On a grouped table: what takes an old value out.</summary>
    public MethodModel? Subtractor { get; init; }
}
