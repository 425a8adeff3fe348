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

    /// <summary>For tables: name of the store; the member's name when null.</summary>
    public string? Store { get; set; }

    /// <summary>Where to start when the group has no committed offset for a partition.</summary>
    public OffsetReset OffsetReset { get; set; }

    /// <summary>
    /// For tables: how long versions are kept that later ones have followed, as a duration such as <c>"1h"</c>: the table is then kept in a
    /// versioned store, so that a join finds the version of the record's time, and late updates go into the history. Null: only the latest.
    /// </summary>
    public string? HistoryRetention { get; set; }

    /// <summary>A type with <c>static long Extract(in SourceRecord record, long partitionTime)</c>; the record's own timestamp when null.</summary>
    public Type? Timestamps { get; set; }
}
