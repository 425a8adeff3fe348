using GenStreams.Processing;

namespace GenStreams.Testing;

/// <summary>The record that a task of the driver works on.</summary>
internal sealed class TestCurrentRecord : CurrentRecord
{
    private TestMessage? _message;

    public override RawRecord Raw => _message is null || IsHeldBack ? default : _message.Raw;

    public void MoveTo(TestMessage message)
    {
        _message = message;
        Topic = message.Topic.Name;
        Partition = message.Partition;
        Offset = message.Offset;
        Headers.Load(message.Headers);
    }

    /// <summary>There is no record: what the task writes now comes from its caches.</summary>
    public void MoveToNone()
    {
        _message = null;
        Topic = null;
        Partition = -1;
        Offset = -1;
        Headers.Clear();
    }
}
