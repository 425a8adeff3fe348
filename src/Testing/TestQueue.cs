namespace GenStreams.Testing;

/// <summary>What waits to be processed of one partition of one source of a task.</summary>
internal sealed class TestQueue(TestTask task, int source)
{
    private readonly Queue<TestMessage> _messages = [];
    private TestMessage? _head;
    private long _partitionTime = -1;

    public TestTask Task { get; } = task;

    public int Source { get; } = source;

    public void Append(TestMessage message) => _messages.Enqueue(message);

    /// <summary>The next record, with the time by which it is chosen; what its source leaves out is skipped. Null when there is none.</summary>
    public TestMessage? Head()
    {
        while (_head is null && _messages.TryDequeue(out var message))
        {
            _head = Task.Timed(Source, message, _partitionTime);
        }

        return _head;
    }

    /// <summary>Processes the next record.</summary>
    public void Process()
    {
        var head = _head!;
        _head = null;
        if (Task.Process(Source, head))
        {
            _partitionTime = Math.Max(_partitionTime, head.Timestamp);
        }
    }
}
