using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.State;

/// <summary>A record of a topic.</summary>
internal sealed class RecordAt : CurrentRecord
{
    public RecordAt(long offset = 7)
    {
        Topic = "topic";
        Partition = 0;
        Offset = offset;
    }

    public override RawRecord Raw => default;
}
