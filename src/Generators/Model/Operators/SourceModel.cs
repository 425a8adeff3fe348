namespace GenStreams.Generators.Model;

/// <summary>
/// A topic that is read: as a stream, a table or a global table, which the property's type says (a stream in the one-step form).
/// </summary>
internal sealed record SourceModel(MemberModel Member, string Topic, string? Store, OffsetReset OffsetReset) : OperatorModel(Member)
{
    /// <summary>Of a table: milliseconds for which versions are kept; null when it has none.</summary>
    public long? HistoryRetention { get; init; }

    /// <summary>How its records get their times.</summary>
    public TimestampsModel Timestamps { get; init; } = TimestampsModel.Default;

    /// <summary>Whether its records are handed on without being checked.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>In the one-step form, where there is no property: what the operator's signature takes it for.</summary>
    public EdgeType? OneStepEdge { get; init; }

    /// <summary>What the topic is read as.</summary>
    public EdgeType Edge => OneStepEdge ?? Member.Property!.Edge;
}
