using GenStreams.Processing;

namespace GenStreams.Testing;

/// <summary>A topic of the driver: who reads it, and what the topology wrote to it.</summary>
internal sealed class TestTopic : OutputTopic
{
    private readonly long[] _ends;
    private int _nextOfNullKey;

    public TestTopic(string name, int partitions)
        : base(name) => _ends = new long[partitions];

    public override int PartitionCount => _ends.Length;

    /// <summary>What the topology wrote and the test has not read yet.</summary>
    public Queue<TestMessage> Unread { get; } = [];

    /// <summary>How many records the topology wrote.</summary>
    public long Written { get; set; }

    /// <summary>The queues of the tasks that read it.</summary>
    public List<TestQueue> Readers { get; } = [];

    /// <summary>The global tables that it is the topic of.</summary>
    public List<TestGlobalTable> GlobalTables { get; } = [];

    /// <summary>Whether the topology reads it.</summary>
    public bool IsRead => Readers.Count + GlobalTables.Count > 0;

    /// <summary>Takes the next offset of a partition.</summary>
    public long NextOffset(int partition) => _ends[partition]++;

    /// <summary>The partition of a key: Kafka's default for keys that are there, each in turn for null.</summary>
    public int PartitionOf(Bytes key) => key.IsNull ? _nextOfNullKey++ % PartitionCount : Murmur2.Partition(key.Span, PartitionCount);
}
