using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>What was emitted is written down when that cannot lose it: see <see cref="TopologyTask.SaveProgress"/>.</summary>
public class ProgressTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 1).WithTopic("out", 1).WithTopic("saved", 1);

    [Fact]
    public void Without_transactions_progress_is_saved_when_the_results_are_acknowledged()
    {
        var events = EventsOfACommit(exactlyOnce: false);

        Assert.True(events.IndexOf("flush") > events.FindIndex(IsSentTo("out")), string.Join(", ", events));
        Assert.True(events.FindIndex(IsSentTo("saved")) > events.IndexOf("flush"), string.Join(", ", events));
        Assert.Equal(1, _cluster.CommittedOffset("in"));
    }

    [Fact]
    public void With_transactions_progress_is_saved_in_the_one_that_has_the_results()
    {
        var events = EventsOfACommit(exactlyOnce: true);

        Assert.True(events.FindIndex(IsSentTo("saved")) > events.FindIndex(IsSentTo("out")), string.Join(", ", events));
        Assert.True(events.IndexOf("commit transaction") > events.FindIndex(IsSentTo("saved")), string.Join(", ", events));
        Assert.Equal(1, events.Count(e => e == "commit transaction"));
    }

    private static Predicate<string> IsSentTo(string topic) => e => e.StartsWith($"send {topic}-", StringComparison.Ordinal);

    private List<string> EventsOfACommit(bool exactlyOnce)
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("in"))]),
            (TaskContext context, int source, in RawRecord record) => Send(context, "out"))
        {
            Saves = context => Send(context, "saved"),
        };
        _cluster.Write("in", "k", "v");
        using var harness = new ThreadHarness(_cluster, topology, exactlyOnce ? ThreadHarness.ExactlyOnce : null).Join();
        harness.Rounds(2);
        harness.RoundWithCommit();
        return [.. _cluster.Events];
    }

    private static void Send(TaskContext context, string topic) =>
        context.Collector.Send(context.Topic(new TopicName(topic)), 0, new Bytes("k"u8), new Bytes("v"u8), 0, null);
}
