namespace GenStreams.Generators.Model;

/// <summary><c>[ToTable]</c>.</summary>
internal sealed record ToTableModel(MemberModel Member, string? Store, string? Repartition) : OperatorModel(Member)
{
    /// <summary>Milliseconds for which versions are kept; null when it has none.</summary>
    public long? HistoryRetention { get; init; }
}
