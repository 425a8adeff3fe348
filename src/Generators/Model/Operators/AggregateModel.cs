namespace GenStreams.Generators.Model;

/// <summary><c>[Aggregate]</c>.</summary>
internal sealed record AggregateModel(MemberModel Member, string? Store, string? Repartition, MethodModel? Initializer)
    : OperatorModel(Member)
{
    /// <summary>On a grouped table: what takes an old value out.</summary>
    public MethodModel? Subtractor { get; init; }

    /// <summary>What makes one aggregate of two when sessions become one; null without session windows.</summary>
    public MethodModel? Merger { get; init; }
}
