using GenStreams.Tests.Cluster;

namespace GenStreams.Kafka.Tests;

/// <summary>
/// The broker of these tests: the one that GENSTREAMS_BOOTSTRAP names, else Apache Kafka from the folder beside the repository, started
/// for the run and stopped after it (see <see cref="KafkaCluster"/>).
/// </summary>
public sealed class TestBroker : IDisposable
{
    private readonly KafkaCluster? _cluster;

    public TestBroker()
    {
        if (Named is not null || MissingBecause is not null)
        {
            BootstrapServers = Named ?? ""; // none: every test is skipped
        }
        else
        {
            _cluster = new KafkaCluster(1, "genstreams-kafka-tests");
            BootstrapServers = _cluster.BootstrapServers;
        }
    }

    public string BootstrapServers { get; }

    /// <summary>Why tests on a broker cannot run here; null when they can.</summary>
    public static string? MissingBecause { get; } =
        Named is not null ? null
        : KafkaCluster.MissingBecause is { } reason ? $"{reason}; or set GENSTREAMS_BOOTSTRAP, for example after 'docker compose up -d --wait'"
        : null;

    /// <summary>Why the broker cannot be restarted; null when it can.</summary>
    public static string? NotRestartableBecause { get; } =
        MissingBecause ?? (Named is null ? null : "the broker that GENSTREAMS_BOOTSTRAP names is not ours to restart");

    /// <summary>The brokers, to make them fail.</summary>
    internal KafkaCluster Cluster => _cluster ?? throw new InvalidOperationException("The broker is not ours.");

    private static string? Named => Environment.GetEnvironmentVariable("GENSTREAMS_BOOTSTRAP") is { Length: > 0 } named ? named : null;

    /// <summary>Stops the broker cleanly and starts it again with what it has stored.</summary>
    public void Restart() => Cluster.Restart(1);

    /// <summary>Lets the broker hang: connections stay, and nothing is answered.</summary>
    public async Task HangAsync(TimeSpan time)
    {
        Cluster.Pause(1);
        try
        {
            await Task.Delay(time);
        }
        finally
        {
            Cluster.Resume(1);
        }
    }

    public void Dispose() => _cluster?.Dispose();
}

[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<TestBroker>
{
    public const string Name = "broker";
}
