using GenStreams.Processing;

namespace GenStreams.Testing;

/// <summary>The record that a task of the driver works on.</summary>
internal sealed class TestCurrentRecord : CurrentRecord
{
    private TestMessage? _message;

    public override RawRecord Raw => _message is null ? default : _message.Raw;

    public void MoveTo(TestMessage message)
    {
        _message = message;
        Topic = message.Topic.Name;
        Partition = message.Partition;
        Offset = message.Offset;
        Headers.Load(message.Headers);
    }
}
