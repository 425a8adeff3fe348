using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>Joins the changes of one table with the rows of another. A join of two tables has two of them, and a merge.</summary>
/// <param name="Method">The joiner.</param>
/// <param name="Kind">Which rows without a partner are kept.</param>
/// <param name="FromLeft">Whether the changes are those of the left table.</param>
/// <param name="Other">The other table.</param>
internal sealed record TableSideJoinWork(MethodModel Method, JoinKind Kind, bool FromLeft, TableViewPlan Other) : PlanWork
{
    /// <summary>Whether a change without a partner can have a result: the old value tells whether there was one before.</summary>
    public bool KeepsUnmatched => Kind == JoinKind.Outer || (Kind == JoinKind.Left && FromLeft);

    /// <summary>
    /// Whether one change can take rows of both tables away, which come of one table: neither side finds its partner then, and yet there may
    /// have been a result. Kafka Streams keeps it.
    /// </summary>
    public bool LosesBoth { get; init; }

    /// <summary>Whether the value before a change is asked for.</summary>
    public bool NeedsOld => KeepsUnmatched || LosesBoth;
}

/// <summary>Hands on what both sides of a join of tables make.</summary>
/// <param name="Store">The result's store; null when it is not materialized.</param>
internal sealed record TableMergeWork(string? Store) : PlanWork;

/// <summary>How a view that is not materialized joins its rows, which are the left ones.</summary>
/// <param name="Kind">Which rows without a partner are kept.</param>
/// <param name="Right">The right table.</param>
internal sealed record ViewJoinPlan(JoinKind Kind, TableViewPlan Right);
