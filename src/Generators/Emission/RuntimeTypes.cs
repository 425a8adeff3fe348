namespace GenStreams.Generators.Emission;

/// <summary>Names of what generated code uses, qualified so that no type of the user's can come between.</summary>
internal static class RuntimeTypes
{
    public const string AggressiveInlining =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public const string Buffer = "global::System.Buffers.ArrayBufferWriter<byte>";
    public const string Exception = "global::System.Exception";
    public const string Math = "global::System.Math";
    public const string Span = "global::System.Span<byte>";
    public const string BigEndian = "global::System.Buffers.Binary.BinaryPrimitives";

    public const string Int64Serde = "global::GenStreams.Serdes.Int64Serde.Instance";
    public const string NullableSerde = "global::GenStreams.Serdes.NullableSerde";
    public const string RecordContext = "global::GenStreams.RecordContext";

    public const string Bytes = "global::GenStreams.Processing.Bytes";
    public const string EmitSequence = "global::GenStreams.Processing.EmitSequence";
    public const string Punctuation = "global::GenStreams.Punctuation";
    public const string OutputTopic = "global::GenStreams.Processing.OutputTopic";
    public const string RawRecord = "global::GenStreams.Processing.RawRecord";
    public const string RecordCollector = "global::GenStreams.Processing.RecordCollector";
    public const string RecordPrinter = "global::GenStreams.Processing.RecordPrinter";
    public const string StreamJoin = "global::GenStreams.Processing.StreamJoin";
    public const string TaskContext = "global::GenStreams.Processing.TaskContext";
    public const string TimeVisitor = "global::GenStreams.Processing.ITimeVisitor";
    public const string TopologyTask = "global::GenStreams.Processing.TopologyTask";

    public const string Murmur2 = "global::GenStreams.Processing.Murmur2";
    public const string Windows = "global::GenStreams.Processing.Windows.";

    public const string StateQueries = "global::GenStreams.Queries.StateQueries";
    public const string ReadOnlyKeyValueStore = "global::GenStreams.Queries.ReadOnlyKeyValueStore";
    public const string ReadOnlyVersionedKeyValueStore = "global::GenStreams.Queries.ReadOnlyVersionedKeyValueStore";
    public const string TopologyHandle = "global::GenStreams.Queries.TopologyHandle";

    public const string GlobalKeyValueStore = "global::GenStreams.State.GlobalKeyValueStore";
    public const string JoinWindowBytesStore = "global::GenStreams.State.JoinWindowBytesStore";
    public const string KeyValueBytesStore = "global::GenStreams.State.KeyValueBytesStore";
    public const string ProgressStore = "global::GenStreams.State.ProgressStore";
    public const string TimeOrderedBytesStore = "global::GenStreams.State.TimeOrderedBytesStore";
    public const string WindowBytesStore = "global::GenStreams.State.WindowBytesStore";
    public const string OuterJoinBytesStore = "global::GenStreams.State.OuterJoinBytesStore";
    public const string TaskKeyValueStore = "global::GenStreams.State.TaskKeyValueStore";
    public const string RowRetention = "global::GenStreams.State.RowRetention";
    public const string JoinBuffer = "global::GenStreams.State.JoinBuffer";
    public const string SuppressBuffer = "global::GenStreams.State.SuppressBuffer";
    public const string TaskVersionedKeyValueStore = "global::GenStreams.State.TaskVersionedKeyValueStore";
    public const string VersionedBytesStore = "global::GenStreams.State.VersionedBytesStore";
    public const string VersionedPut = "global::GenStreams.State.VersionedPut";

    public const string Topologies = "global::GenStreams.Topologies.";
}
