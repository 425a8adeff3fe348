using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public class TopicPreparationTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 3).WithTopic("word-counts", 1);

    [Fact]
    public async Task Internal_topics_are_created()
    {
        await Prepare(c => c with { ReplicationFactor = 2 }).RunAsync(default);

        Assert.Equal(["app-counts-changelog:3:2", "app-counts-repartition:3:2"], _cluster.Admin.Created.Order());
        Assert.Equal("compact", _cluster.TopicConfigs["app-counts-changelog"]["cleanup.policy"]);
    }

    [Fact]
    public async Task Topics_that_are_there_are_left_alone()
    {
        await Prepare().RunAsync(default);
        _cluster.Admin.Created.Clear();

        await Prepare().RunAsync(default);

        Assert.Empty(_cluster.Admin.Created);
    }

    [Fact]
    public async Task A_failure_that_passes_is_waited_for()
    {
        _cluster.Admin.LookUpFailures.Enqueue(new KafkaException(ErrorCode.Local_Transport));

        var plan = await Prepare().RunAsync(default);

        Assert.Equal(3, plan.TaskCount(1));
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_reached_is_named_after_the_timeout()
    {
        _cluster.Admin.LookUpFailure = new KafkaException(new Error(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down"));

        var error = await Assert.ThrowsAsync<StreamsException>(() => Prepare(c => c with { StartTimeout = TimeSpan.Zero }).RunAsync(default));

        Assert.Equal(
            "Topology 'wordcount' cannot start: it could not look topics up at 'fake:9092' (BootstrapServers): 1/1 brokers are down", error.Message);
    }

    [Fact]
    public async Task A_missing_dead_letter_topic_is_named()
    {
        var error = await Assert.ThrowsAsync<StreamsException>(() => Prepare(null, "dead").RunAsync(default));

        Assert.Contains("'dead' does not exist", error.Message, StringComparison.Ordinal);
    }

    private TopicPreparation Prepare(Func<StreamsConfig, StreamsConfig>? configure = null, params string[] deadLetters)
    {
        var config = ThreadHarness.Config(WordCountTopology.Descriptor);
        return new TopicPreparation(
            _cluster.Admin, WordCountTopology.Descriptor, configure is null ? config : configure(config), deadLetters, static (_, _) => [], TimeProvider.System, new LogRecorder());
    }
}
