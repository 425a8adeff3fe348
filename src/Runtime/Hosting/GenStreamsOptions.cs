using GenStreams.State.Disk;

namespace GenStreams;

/// <summary>
/// Settings: in <c>AddGenStreams</c> for all topologies, in <c>AddTopology</c> for one. When <c>AddGenStreams</c> is given a section of the
/// configuration, they are also read from there and, for one topology, from its section <c>Topologies:{name}</c>. Code wins over
/// configuration, and the settings of one topology win over those of all.
/// </summary>
public sealed class GenStreamsOptions
{
    /// <summary>The brokers to begin with, <c>host:port</c>, separated by commas. Required.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary>The consumer group, and the prefix of the names of internal topics. Default: the name in <c>[Topology]</c>.</summary>
    public string? ApplicationId { get; set; }

    /// <summary>
    /// The name of this process among those of the application, the same after a restart, so that it gets its tasks back at once. Processes on one machine
    /// may share it: each adds a number of its own. Processes on different machines must not. Default: the name of the machine.
    /// </summary>
    public string? InstanceId { get; set; }

    /// <summary>How instances share out tasks. Default: the classic protocol, with members that keep their name.</summary>
    public GroupProtocol GroupProtocol { get; set; }

    /// <summary>
    /// How many warm copies of each task's state other instances keep, so that one of them can go on with it at once: 0 or more, default 0. More than there
    /// are other instances does nothing.
    /// </summary>
    public int StandbyReplicas { get; set; }

    /// <summary>
    /// What happens at the start when the changelog of a store does not exist though the group has committed offsets: its state would be lost. Default: it fails.
    /// </summary>
    public MissingChangelogPolicy OnMissingChangelog { get; set; }

    /// <summary>
    /// What becomes of the tasks of this process when it stops in order. Default: others get them at once.
    /// </summary>
    public StopBehavior OnStop { get; set; }

    /// <summary>
    /// The folder in which the state of applications outlives the process, so that a restart reads only the end of the changelogs: state is in
    /// <c>{StateDirectory}/{ApplicationId}/{task}</c>. Null, or empty in the configuration: state is in memory only. What cannot be used is told in the log,
    /// and state is then in memory only. Default: the folder <c>GenStreams</c> of the user's local application data.
    /// </summary>
    public string? StateDirectory { get; set; } = DefaultStateDirectory();

    /// <summary>Keeps the stores; packages with engines set it.</summary>
    internal StateEngine Engine { get; set; } = StateEngine.Memory;

    /// <summary>How many stream threads run the topology here: 1 to 1000, default 1.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>How often a record takes effect when threads fail. Default: at least once.</summary>
    public ProcessingGuarantee ProcessingGuarantee { get; set; }

    /// <summary>
    /// The time between commits, more than 0. What was not committed is processed again after a failure, and record caches forward at
    /// commits. Default: 30 s, with exactly-once 100 ms.
    /// </summary>
    public TimeSpan? CommitInterval { get; set; }

    /// <summary>How many bytes of changes all record caches of the topology may hold back together; 0 switches them off. Default: 10 MiB.</summary>
    public long CacheMaxBytes { get; set; } = 10 << 20;

    /// <summary>
    /// How long a task that reads several partitions waits for one that has no records, so that records are processed by timestamp:
    /// 0 (default): until all that the brokers are known to have is fetched; more: that long in addition; -1 ms
    /// (<see cref="Timeout.InfiniteTimeSpan"/>): not at all.
    /// </summary>
    public TimeSpan MaxTaskIdle { get; set; }

    /// <summary>
    /// After how long without input a task's stream time goes on from where it stood, as fast as the wall clock does, more than 0: windows
    /// then close, and what waits for stream time happens, though no later record comes. Input is there as long as the brokers have records
    /// that the task has not processed. A record that comes then with an earlier timestamp may be late. Default: null, stream time stands
    /// still until the next record, as in Kafka Streams.
    /// </summary>
    public TimeSpan? IdleStreamTime { get; set; }

    /// <summary>How many records of a partition may wait before it is no longer fetched: 1 or more, default 1000.</summary>
    public int BufferedRecordsPerPartition { get; set; } = 1000;

    /// <summary>Replication factor of internal topics that are created; -1 (default): what the brokers are configured for.</summary>
    public int ReplicationFactor { get; set; } = -1;

    /// <summary>The time between deletions of committed records from repartition topics, more than 0. Default: 30 s.</summary>
    public TimeSpan RepartitionPurgeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the start may try to reach the brokers and to make topics, more than 0. Default: 60 s.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a stop may take, more than 0; after half of it the <see cref="CancellationToken"/> of operator methods is cancelled. The
    /// host has a timeout of its own (<c>HostOptions.ShutdownTimeout</c>), which should not be shorter. Default: 30 s.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of records whose key or value cannot be read. Default: the thread fails.</summary>
    public ErrorPolicy OnDeserializationError { get; set; } = ErrorPolicy.Fail;

    /// <summary>What becomes of records for which an operator throws. Default: the thread fails.</summary>
    public ErrorPolicy OnProcessingError { get; set; } = ErrorPolicy.Fail;

    /// <summary>What becomes of records that cannot be written. Default: the thread fails.</summary>
    public ErrorPolicy OnProductionError { get; set; } = ErrorPolicy.Fail;

    /// <summary>What happens when a thread fails. Default: the host stops.</summary>
    public ThreadFailurePolicy OnThreadFailure { get; set; }

    /// <summary>librdkafka properties for all clients.</summary>
    public IDictionary<string, string> Common { get; } = new Dictionary<string, string>();

    /// <summary>librdkafka properties for the consumers of stream threads; they win over <see cref="Common"/>.</summary>
    public IDictionary<string, string> Consumer { get; } = new Dictionary<string, string>();

    /// <summary>librdkafka properties for the producers of stream threads; they win over <see cref="Common"/>.</summary>
    public IDictionary<string, string> Producer { get; } = new Dictionary<string, string>();

    /// <summary>librdkafka properties for the admin client; they win over <see cref="Common"/>.</summary>
    public IDictionary<string, string> Admin { get; } = new Dictionary<string, string>();

    /// <summary>librdkafka properties for the consumers that restore stores; they win over <see cref="Common"/>.</summary>
    public IDictionary<string, string> RestoreConsumer { get; } = new Dictionary<string, string>();

    /// <summary>librdkafka properties for the consumer of global tables; they win over <see cref="Common"/>.</summary>
    public IDictionary<string, string> GlobalConsumer { get; } = new Dictionary<string, string>();

    private static string? DefaultStateDirectory()
    {
        // Empty for a user without a home.
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length == 0 ? null : Path.Combine(data, "GenStreams");
    }
}
