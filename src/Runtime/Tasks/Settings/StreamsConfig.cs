using GenStreams.State.Disk;

namespace GenStreams.Tasks;

/// <summary>The settings of one topology, checked and complete.</summary>
internal sealed record StreamsConfig
{
    /// <summary>Name of the topology, for logs and metrics.</summary>
    public required string Topology { get; init; }

    /// <summary>The consumer group, and the prefix of internal topics.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>librdkafka properties of all clients.</summary>
    public required ClientConfigs Clients { get; init; }

    /// <summary>How often a record takes effect when threads fail.</summary>
    public ProcessingGuarantee Guarantee { get; init; }

    /// <summary>Where the state of applications lies on this machine; null: in memory only.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>Keeps the stores.</summary>
    public StateEngine Engine { get; init; } = StateEngine.Memory;

    /// <summary>How many stream threads there are.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Time between commits.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of unflushed changes that the record caches of one thread hold back.</summary>
    public long CacheBytesPerThread { get; init; }

    /// <summary>How long a task waits for empty partitions; see <see cref="EmptyPartitionPolicy"/>.</summary>
    public TimeSpan MaxTaskIdle { get; init; }

    /// <summary>After this time without input, stream time goes on as the wall clock does; null: it stands still.</summary>
    public TimeSpan? IdleStreamTime { get; init; }

    /// <summary>Above so many waiting records a partition is paused.</summary>
    public int BufferedRecordsPerPartition { get; init; } = 1000;

    /// <summary>Replication factor of internal topics; -1: the broker's default.</summary>
    public short ReplicationFactor { get; init; } = -1;

    /// <summary>Time between deletions of committed records from repartition topics.</summary>
    public TimeSpan RepartitionPurgeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the start may try to reach the cluster and to make topics.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a graceful stop may take.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one call to the cluster may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long transient errors may last, one after the other, before they are fatal. Kafka Streams' <c>task.timeout.ms</c>.</summary>
    public TimeSpan TaskTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long each step of a commit may take.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a thread may be in one step of its work before others get its tasks: <c>max.poll.interval.ms</c>.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a thread may be in one step of its work before health says that it is stuck.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How the group shares out tasks.</summary>
    public GroupProtocol GroupProtocol { get; init; }

    /// <summary>Whether stores may begin empty whose changelogs do not exist though the group has committed offsets.</summary>
    public bool AcceptsMissingChangelogs { get; init; }

    /// <summary>How many warm copies of each task's state other instances keep.</summary>
    public int StandbyReplicas { get; init; }

    /// <summary>Whether the group keeps the tasks of this process for it when it stops.</summary>
    public bool StaysOnStop { get; init; }
}
