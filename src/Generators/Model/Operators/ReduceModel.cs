namespace GenStreams.Generators.Model;

/// <summary><c>[Reduce]</c>.</summary>
internal sealed record ReduceModel(MemberModel Member, string? Store, string? Repartition) : OperatorModel(Member)
{
    /// <summary>On a grouped table: what takes an old value out.</summary>
    public MethodModel? Subtractor { get; init; }
}
