using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.State;

/// <summary>A record of a topic.</summary>
internal sealed class RecordAt : CurrentRecord
{
    public RecordAt()
    {
        Topic = "topic";
        Partition = 0;
        Offset = 7;
    }

    public override RawRecord Raw => default;
}
