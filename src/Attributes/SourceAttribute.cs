namespace GenStreams;

/// <summary>A topic that is read, as a stream, a table or a global table: the member's type says which.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class SourceAttribute : StreamOperatorAttribute
{
    /// <summary>A topic that is read.</summary>
    /// <param name="topic">Name of the topic. It must exist when the topology starts.</param>
    public SourceAttribute(string topic) => Topic = topic;

    /// <summary>Name of the topic.</summary>
    public string Topic { get; }

    /// <summary>For tables: name of the store, which makes the table queryable. Null: a store only where an operator needs one.</summary>
    public string? Store { get; set; }

    /// <summary>Where to start when the group has no committed offset for a partition.</summary>
    public OffsetReset OffsetReset { get; set; }

    /// <summary>
    /// For tables: how long versions are kept that later ones have followed, as a duration such as <c>"1h"</c>: the table is then kept in a
    /// versioned store, so that a join finds the version of the record's time, and late updates go into the history. Null: only the latest.
    /// </summary>
    public string? HistoryRetention { get; set; }

    /// <summary>
    /// A method <c>long M([TKey key,] TValue value [, RecordContext context])</c> of the class, as <c>nameof(...)</c>, that gives the record's
    /// time in milliseconds since 1970-01-01 UTC; the timestamp that the record has in its topic when null. Its place among the records of
    /// other partitions follows from this time, so it is asked when the record is the next one of its partition. An exception that it throws
    /// ends the topology. Not for global tables, which do not take part in time.
    /// </summary>
    /// <remarks>A table's rows that are restored from the topic have the topic's timestamps.</remarks>
    public string? TimestampExtractor { get; set; }

    /// <summary>What becomes of a record whose timestamp is negative, whether it comes from the topic or from an extractor.</summary>
    public SourceTimestamps Timestamps { get; set; }

    /// <summary>
    /// Whether records are handed on unchecked: bytes that cannot be read are then found where an operator reads them, if one does, and are by
    /// then in tables, counts and sinks. Without it a source hands on only what its serdes can read, and the error handler for deserialization
    /// decides on the rest before anything else sees it. The check is a look at the length of numbers, nothing for strings and bytes, and a
    /// walk through the bytes of MessagePack.
    /// </summary>
    public bool Unchecked { get; set; }

    /// <summary>
    /// For tables: how long a row stays that nobody writes to, by stream time, as a duration such as <c>"7d"</c>: older rows are deleted, at the latest a tenth of
    /// it later, with tombstones in the changelog, and what follows hears of it as of any deletion. The table then has a changelog of its own, as the topic keeps the rows. Null: for ever.
    /// </summary>
    public string? Retention { get; set; }

    /// <summary>
    /// For tables: whether the store is to be kept on disk by an engine for state that is larger than memory, where that is set to take only such stores
    /// (<c>PersistentOnly</c> of <c>UseRocksDb</c>).
    /// </summary>
    public bool Persistent { get; set; }
}
