namespace GenStreams.Generators.Model;

/// <summary>The member's inputs are left and right, in this order.</summary>
internal sealed record JoinModel(MemberModel Member, JoinKind Kind, MethodModel? KeySelector, string? TopicName, string? Store)
    : OperatorModel(Member)
{
    /// <summary>Between tables: what gives the right table's key of a left row; null: the keys are the same.</summary>
    public MethodModel? ForeignKey { get; init; }

    /// <summary>Of a stream with a versioned table: milliseconds for which a record of the stream waits; null when it does not.</summary>
    public long? Grace { get; init; }
}
