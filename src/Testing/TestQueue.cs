namespace GenStreams.Testing;

/// <summary>What waits to be processed of one partition of one source of a task.</summary>
internal sealed class TestQueue(TestTask task, int source)
{
    public TestTask Task { get; } = task;

    public int Source { get; } = source;

    public Queue<TestMessage> Messages { get; } = [];
}
