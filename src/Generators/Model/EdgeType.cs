namespace GenStreams.Generators.Model;

/// <summary>What flows along an edge.</summary>
/// <param name="Kind">Stream, table, ...</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record EdgeType(EdgeKind Kind, LaneType Key, LaneType Value);

/// <summary>The key or the value on an edge: its type and how it is serialised.</summary>
internal sealed record LaneType(TypeRef Type, SerdeRef Serde);

/// <summary>The kinds of things that members stand for.</summary>
internal enum EdgeKind
{
    /// <summary>Nothing comes out: <c>ForEach</c>, <c>Print</c>.</summary>
    None,

    /// <summary>A stream of records.</summary>
    Stream,

    /// <summary>A stream that was grouped by a new key, to be aggregated.</summary>
    GroupedStream,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A table that was grouped by a new key.</summary>
    GroupedTable,

    /// <summary>A table that every process has whole.</summary>
    GlobalTable,

    /// <summary>A store of the user's own.</summary>
    Store,

    /// <summary>A named output of processors.</summary>
    Output,
}
