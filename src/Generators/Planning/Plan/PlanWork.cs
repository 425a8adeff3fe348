using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>What a node does. The subtypes are all there are; each has its emitter.</summary>
internal abstract record PlanWork;

/// <summary>Takes records of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="OffsetReset">Where it starts without a committed offset.</param>
internal sealed record SourceWork(TopicPlan Topic, OffsetReset OffsetReset) : PlanWork
{
    /// <summary>How its records get their times.</summary>
    public TimestampsModel Timestamps { get; init; } = TimestampsModel.Default;

    /// <summary>What its values are.</summary>
    public SourceContent Content { get; init; }

    /// <summary>Whether its values are changes of a grouped table, each an old value, a new one, or both.</summary>
    public bool OfChanges => Content == SourceContent.Changes;

    /// <summary>Whether its records are handed on without being checked.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>Whether its only reader begins by reading the keys, so that nothing sees a record before.</summary>
    public bool KeyIsReadFirst { get; init; }

    /// <summary>Whether its only reader begins by reading the values, so that nothing sees a record before.</summary>
    public bool ValueIsReadFirst { get; init; }

    /// <summary>Whether a key or value is checked: that not all bytes can be read.</summary>
    public bool Checks(LaneType lane) => !IsUnchecked && !lane.Type.IsRaw && lane.Serde.Check != SerdeCheck.None;
}

/// <summary>What the values of a topic are.</summary>
internal enum SourceContent
{
    /// <summary>Values of the source's type.</summary>
    Values,

    /// <summary>Changes of a grouped table.</summary>
    Changes,

    /// <summary>Subscriptions of a foreign-key join.</summary>
    Subscriptions,

    /// <summary>Answers of a foreign-key join.</summary>
    Answers,
}

/// <summary>Hands on what it gets: a merge, a branch, a table's stream.</summary>
internal sealed record PassWork : PlanWork;

/// <summary>Hands on what a predicate accepts.</summary>
internal sealed record FilterWork(MethodModel Method, bool Negated) : PlanWork;

/// <summary>Makes a new key and value.</summary>
internal sealed record MapWork(MethodModel Method) : PlanWork;

/// <summary>Makes a new value; stores may be used on the way.</summary>
internal sealed record MapValuesWork(MethodModel Method) : PlanWork;

/// <summary>Makes a new key.</summary>
internal sealed record SelectKeyWork(MethodModel Method) : PlanWork;

/// <summary>Makes any number of records.</summary>
internal sealed record FlatMapWork(MethodModel Method) : PlanWork;

/// <summary>Makes any number of values; stores may be used on the way.</summary>
internal sealed record FlatMapValuesWork(MethodModel Method) : PlanWork;

/// <summary>Calls a method and hands the record on, if there is anybody to get it.</summary>
internal sealed record CallWork(MethodModel Method) : PlanWork;

/// <summary>Calls a method that emits records to any number of outputs, or none.</summary>
internal sealed record ProcessWork(MethodModel Method) : PlanWork;

/// <summary>Calls a method at intervals; it emits records to any number of outputs, or none.</summary>
/// <param name="Method">The method.</param>
/// <param name="Interval">The interval in milliseconds.</param>
/// <param name="IsWallClock">Whether the wall clock counts, not stream time.</param>
internal sealed record PunctuateWork(MethodModel Method, long Interval, bool IsWallClock) : PlanWork;

/// <summary>Takes what a method emits to one of its outputs, and hands it on.</summary>
/// <param name="KeyMayBeNull">Whether the output takes null keys.</param>
/// <param name="ValueMayBeNull">Whether the output takes null values.</param>
internal sealed record EmitWork(bool KeyMayBeNull, bool ValueMayBeNull) : PlanWork;

/// <summary>Writes a line to the console.</summary>
internal sealed record PrintWork(string Label) : PlanWork;

/// <summary>Asks branches in order and hands the record to the first that takes it.</summary>
/// <param name="Branches">In order; the n-th belongs to the n-th output.</param>
internal sealed record SplitWork(EquatableArray<BranchPlan> Branches) : PlanWork;

/// <summary>A branch.</summary>
/// <param name="Member">The member.</param>
/// <param name="Predicate">What it takes; null: all that is left.</param>
internal sealed record BranchPlan(string Member, MethodModel? Predicate);

/// <summary>Writes to a repartition topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partitioner">The user's partitioner; null: by the key.</param>
/// <param name="DropsNullKeys">Whether records without a key end here, silently.</param>
internal sealed record RepartitionWork(TopicPlan Topic, MethodModel? Partitioner, bool DropsNullKeys) : PlanWork;

/// <summary>Writes to a topic.</summary>
internal sealed record SinkWork(SinkModel Sink) : PlanWork;

/// <summary>Makes a table of records: the last value of a key counts.</summary>
/// <param name="Store">Its store; null when it is not materialized.</param>
internal sealed record TableWork(string? Store) : PlanWork
{
    /// <summary>Milliseconds for which the store keeps versions; null when it keeps the latest only.</summary>
    public long? HistoryRetention { get; init; }
}

/// <summary>Counts, reduces or aggregates.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Method">The user's method; null for a count.</param>
/// <param name="Initializer">What gives the first aggregate; null for its type's default.</param>
/// <param name="Store">Its store.</param>
internal sealed record AggregateWork(AggregateKind Kind, MethodModel? Method, MethodModel? Initializer, string Store) : PlanWork
{
    /// <summary>The windows that each key is aggregated in; null for one aggregate of all time.</summary>
    public WindowModel? Window { get; init; }

    /// <summary>Whether it is another input of an aggregation, whose store it uses.</summary>
    public bool IsCogroup { get; init; }

    /// <summary>Whether others use the store too, in one direction or the other.</summary>
    public bool IsShared { get; init; }

    /// <summary>The store of what was emitted of the windows that closed; null when each update is emitted.</summary>
    public string? ProgressStore => Window is { EmitsOnClose: true } ? ProgressStores.NameFor(Store) : null;

    /// <summary>What makes one aggregate of two sessions'; null for all but an aggregate of sessions.</summary>
    public MethodModel? Merger { get; init; }
}

/// <summary>The kinds of aggregations.</summary>
internal enum AggregateKind
{
    Count,
    Reduce,
    Aggregate,
}

/// <summary>Makes deletes of a table's rows that a predicate refuses.</summary>
/// <param name="Method">The predicate.</param>
/// <param name="Negated">Whether it says what is refused.</param>
/// <param name="Store">Its store; null when it is not materialized.</param>
/// <param name="SuppressesAbsent">Whether a delete of what was not there before is left out, since the old value is known.</param>
internal sealed record TableFilterWork(MethodModel Method, bool Negated, string? Store, bool SuppressesAbsent) : PlanWork;

/// <summary>Makes new values of a table's rows.</summary>
internal sealed record TableMapValuesWork(MethodModel Method, string? Store) : PlanWork;

/// <summary>Hands on the changes of a store: at once, or when the record cache is flushed. The output of the node that owns the store.</summary>
internal sealed record ChangesWork(string Store) : PlanWork;

/// <summary>Holds the updates of a table back.</summary>
/// <param name="Store">The buffer.</param>
/// <param name="Limits">How long and how much it holds back.</param>
/// <param name="WindowEnd">Where the end of the window is in a key, that orders keys; null: the timestamp orders them.</param>
internal sealed record SuppressWork(string Store, SuppressLimitsPlan Limits, WindowEndPlan? WindowEnd) : PlanWork;

/// <summary>Holds the records of a stream back until the table that they are joined with has had time to change.</summary>
/// <param name="Store">The buffer.</param>
/// <param name="Grace">For how long, in milliseconds.</param>
/// <param name="IsLeft">Whether records without a key go on, at once.</param>
internal sealed record JoinBufferWork(string Store, long Grace, bool IsLeft) : PlanWork;

/// <summary>Joins a stream with a table.</summary>
internal sealed record TableJoinWork(MethodModel Method, bool IsLeft, TableViewPlan Table) : PlanWork;

/// <summary>How a join reads a table: its store, or that of the table it comes from, and what lies between.</summary>
/// <param name="Store">The store that is read.</param>
/// <param name="Key">The store's keys.</param>
/// <param name="Value">The store's values.</param>
/// <param name="Steps">What is done to the value, in order.</param>
internal sealed record TableViewPlan(string Store, LaneType Key, LaneType Value, EquatableArray<TableViewStep> Steps)
{
    /// <summary>Whether the store has versions, and is read as of the stream's record.</summary>
    public bool IsVersioned { get; init; }
}

/// <summary>A filter, a mapping or a join of a table that is not materialized.</summary>
/// <param name="Method">The user's method.</param>
/// <param name="IsFilter">Whether it is a predicate.</param>
/// <param name="Negated">Whether the predicate says what is refused.</param>
/// <param name="Result">What comes out of it.</param>
internal sealed record TableViewStep(MethodModel Method, bool IsFilter, bool Negated, LaneType Result)
{
    /// <summary>What the rows are joined with; null when the step is no join.</summary>
    public ViewJoinPlan? Join { get; init; }
}

/// <summary>Joins a stream with a global table.</summary>
/// <param name="Method">The joiner.</param>
/// <param name="IsLeft">Whether records without a partner are kept.</param>
/// <param name="KeySelector">What gives the table's key; null: the stream's key.</param>
/// <param name="Store">The table's store.</param>
/// <param name="Key">The table's keys.</param>
/// <param name="Value">The table's values.</param>
internal sealed record GlobalTableJoinWork(
    MethodModel Method,
    bool IsLeft,
    MethodModel? KeySelector,
    string Store,
    LaneType Key,
    LaneType Value) : PlanWork;
