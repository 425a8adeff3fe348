namespace GenStreams.Generators.Model;

/// <summary><c>[StateStore]</c>.</summary>
internal sealed record StateStoreModel(MemberModel Member, string Store, bool Logging) : OperatorModel(Member)
{
    /// <summary>Milliseconds for which versions are kept; null for a store that keeps the latest only.</summary>
    public long? HistoryRetention { get; init; }
}
