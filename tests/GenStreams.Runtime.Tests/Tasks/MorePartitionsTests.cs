using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Topics that are given more partitions while the application runs.</summary>
public sealed class MorePartitionsTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 2).WithTopic("more", 2);
    private readonly List<string> _seen = [];

    [Fact]
    public void Without_state_they_are_read()
    {
        using var harness = new ThreadHarness(_cluster, DelegateTopology.Noting(_seen, "in", "more")).Join();
        harness.Rounds(2);

        _cluster.AddPartitions("more", 3);
        _cluster.AddPartitions("in", 3);
        harness.Rounds(5);
        _cluster.Write("in", "k", "v", partition: 2);
        _cluster.Write("more", "k", "v", timestamp: 1, partition: 2);
        harness.Rounds(5);
        harness.RoundWithCommit();

        Assert.Equal(["in-2@0", "more-2@0"], _seen);
        Assert.Equal(1, _cluster.CommittedOffset("in", 2));
        Assert.Equal(TopologyState.Running, harness.Board.State);
        Assert.Contains(harness.Log.Messages, static m => m.Contains("They have now: in: 3, more: 3", StringComparison.Ordinal));
    }

    [Fact]
    public void With_state_it_ends_and_says_why()
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading(
                [new SourceDescriptor("In", new TopicName("in"))],
                [new KeyValueStoreDescriptor { Name = "store", Changelog = new TopicName("store-changelog", true) }]),
            static (TaskContext context, int _, in RawRecord record) => context.Store<KeyValueBytesStore>("store").Put(record.Key.Span, record.Value.Span, 0));
        using var harness = new ThreadHarness(_cluster, topology).Join();
        harness.Rounds(2);

        _cluster.AddPartitions("in", 3);
        var error = Assert.Throws<StreamsException>(() => harness.Rounds(5));

        Assert.Contains("Topic 'in' has been given more partitions: it has 3 partitions or more, and had 2", error.Message, StringComparison.Ordinal);
    }
}
