using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>A join of two streams: what its sides share.</summary>
/// <param name="Member">The member.</param>
/// <param name="Method">The joiner.</param>
/// <param name="Kind">Which records without a partner are kept.</param>
/// <param name="Key">The keys as the stores have them: those of the left side.</param>
/// <param name="Left">The values of the left side.</param>
/// <param name="Right">The values of the right side.</param>
/// <param name="Window">The time within which records join.</param>
/// <param name="LeftStore">The store of the left side's records.</param>
/// <param name="RightStore">The store of the right side's records.</param>
/// <param name="UnjoinedStore">The store of records without a partner; null for an inner join.</param>
internal sealed record StreamJoinPlan(
    string Member,
    MethodModel Method,
    JoinKind Kind,
    LaneType Key,
    LaneType Left,
    LaneType Right,
    JoinWindowModel Window,
    string LeftStore,
    string RightStore,
    string? UnjoinedStore);

/// <summary>One side of a join of two streams: matches its records with those of the other, and keeps them.</summary>
/// <param name="Join">The join.</param>
/// <param name="IsLeft">Which side.</param>
internal sealed record JoinSideWork(StreamJoinPlan Join, bool IsLeft) : PlanWork
{
    /// <summary>Whether records of the side are kept that have no partner.</summary>
    public bool IsOuter => Join.Kind == JoinKind.Outer || (Join.Kind == JoinKind.Left && IsLeft);
}

/// <summary>Hands on what comes out of a join of two streams, from either side.</summary>
/// <param name="Join">The join.</param>
internal sealed record JoinedWork(StreamJoinPlan Join) : PlanWork;

/// <summary>All records of one side of a join of two streams, for a time.</summary>
/// <param name="Retention">How long they are kept, in milliseconds.</param>
internal sealed record JoinWindowKind(long Retention) : StoreKind;

/// <summary>The records of a join of two streams that have found no partner yet.</summary>
internal sealed record OuterJoinKind : StoreKind;
