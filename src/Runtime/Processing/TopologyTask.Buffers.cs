using GenStreams.State;

namespace GenStreams.Processing;

/// <content>Records that a buffer or a record cache has held back: while they are forwarded, each is the current record.</content>
public abstract partial class TopologyTask
{
    private readonly RecordStack _outerRecords = new();
    private readonly TopicNames _topics = new();

    /// <summary>Keeps the current record while what a buffer held back is forwarded.</summary>
    protected void BeginDue() => _outerRecords.Push(Context.Record);

    /// <summary>Makes a record that a buffer held back the current one.</summary>
    protected void EnterDue(in BufferedRecord record)
    {
        var value = record.Value;
        Context.Record.Origin = new RecordOrigin(_topics.Find(value.Topic), value.Partition, value.Offset, IsHeldBack: true);
        value.ReadHeaders(Headers);
    }

    /// <summary>Makes the current record what it was before <see cref="BeginDue"/>.</summary>
    protected void EndDue() => _outerRecords.Pop(Context.Record);

    /// <summary>Keeps the current record while the changes of a record cache are forwarded.</summary>
    protected void BeginFlush() => _outerRecords.Push(Context.Record);

    /// <summary>Makes the record that made a change the current one.</summary>
    protected void Enter(in KeyValueChange change)
    {
        Context.Record.Origin = change.Origin with { IsHeldBack = true, IsOfCache = true };
        Headers.Load(change.Headers);
    }

    /// <summary>Makes the current record what it was before <see cref="BeginFlush"/>.</summary>
    protected void EndFlush() => _outerRecords.Pop(Context.Record);
}
