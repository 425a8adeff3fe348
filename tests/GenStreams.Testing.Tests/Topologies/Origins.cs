namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Says where each change of a table came from.</summary>
[Topology("app")]
public partial class Origins
{
    [Source("in", Store = "latest")] private partial Table<string, string> Latest { get; }

    [ToStream(nameof(Latest))] private partial Stream<string, string?> Changes { get; }

    [MapValues(nameof(Changes)), Sink("out")]
    private static string Where(string? value, RecordContext context) =>
        value != "boom" ? $"{value} of {context.Topic}/{context.Partition}@{context.Offset}" : throw new InvalidOperationException("not liked");
}
