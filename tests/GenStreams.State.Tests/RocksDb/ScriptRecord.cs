using GenStreams.Processing;

namespace GenStreams.State.Tests.RocksDb;

/// <summary>A record of a topic.</summary>
internal sealed class ScriptRecord : CurrentRecord
{
    public ScriptRecord(long offset)
    {
        Topic = "topic";
        Partition = 3;
        Offset = offset;
    }

    public override RawRecord Raw => default;
}
