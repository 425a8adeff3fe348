using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <summary>Which kinds of edges operators read.</summary>
internal static class InputKinds
{
    /// <summary>Whether an operator reads a kind of edge at a place of its inputs.</summary>
    public static bool Accepts(OperatorModel operation, int place, EdgeKind kind) => operation switch
    {
        FilterModel or MapValuesModel => kind is EdgeKind.Stream or EdgeKind.Table,
        GroupByModel => kind is EdgeKind.Stream or EdgeKind.Table,
        AggregateModel when place > 0 => true,
        CogroupModel => kind is EdgeKind.Stream or EdgeKind.GroupedStream,
        CountModel or ReduceModel or AggregateModel => kind is EdgeKind.Stream or EdgeKind.GroupedStream or EdgeKind.GroupedTable,
        ToStreamModel or SuppressModel => kind is EdgeKind.Table,
        OutputModel => true,
        JoinModel => kind is EdgeKind.Stream || kind is EdgeKind.Table || (place == 1 && kind is EdgeKind.GlobalTable),
        _ => kind is EdgeKind.Stream,
    };

    /// <summary>What an operator reads, for messages.</summary>
    public static string Expected(OperatorModel operation) => operation switch
    {
        FilterModel or MapValuesModel or GroupByModel => "a stream or a table",
        CogroupModel => "a stream, or a stream grouped with [GroupBy]",
        CountModel or ReduceModel or AggregateModel => "a stream, or what [GroupBy] has grouped",
        ToStreamModel or SuppressModel => "a table",
        JoinModel => "a stream on the left with a stream, table or global table on the right, or two tables",
        _ => "a stream",
    };

    /// <summary>What an edge is, and what to do about it, for messages.</summary>
    public static string Found(EdgeKind kind, OperatorModel reader) => kind switch
    {
        EdgeKind.Stream when reader is ToStreamModel => "a stream already",
        EdgeKind.Stream => "a stream; make it a table with [ToTable]",
        EdgeKind.Table when reader is ToTableModel => "a table already",
        EdgeKind.Table when reader is CountModel or ReduceModel or AggregateModel => "a table; group its rows with [GroupBy]",
        EdgeKind.Table => "a table; read its changes through a [ToStream]",
        EdgeKind.GroupedStream => "a grouped stream, which only [Count], [Reduce] and [Aggregate] read",
        EdgeKind.GroupedTable => "a grouped table, which only [Count], [Reduce] and [Aggregate] read",
        EdgeKind.GlobalTable => "a global table, which only [Join] reads, on the right",
        _ => "an operator without a stream of its own; read what it reads, or the [Output] that it emits to",
    };
}
