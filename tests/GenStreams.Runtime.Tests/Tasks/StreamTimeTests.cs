using System.Buffers.Binary;
using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>What is late for an operator is late for it also in another process, on another thread, and after work that was taken back.</summary>
public sealed class StreamTimeTests
{
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("in", 4);
    private readonly List<string> _seen = [];

    public static TheoryData<WindowKind, bool> Kinds()
    {
        var all = new TheoryData<WindowKind, bool>();
        foreach (var kind in Enum.GetValues<WindowKind>())
        {
            all.Add(kind, false);
            all.Add(kind, true);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Late_records_are_late_after_a_restart(WindowKind kind, bool exactlyOnce)
    {
        _cluster.Write("in", "a", "1", timestamp: 105);
        using (var first = Start(kind, exactlyOnce))
        {
            first.Rounds(1);
            first.RoundWithCommit();
            first.Stop();
        }

        _cluster.Write("in", "b", "1", timestamp: 94);
        _cluster.Write("in", "c", "1", timestamp: 101);
        using var second = Start(kind, exactlyOnce);
        second.Rounds(2);

        Assert.Equal(["a@105", "late b@94", "c@101"], _seen);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Late_records_are_late_on_another_thread(WindowKind kind, bool exactlyOnce)
    {
        _cluster.Write("in", "a", "1", timestamp: 105, partition: 3);
        using var harness = Start(kind, exactlyOnce);
        harness.Rounds(1);
        var second = harness.AddThread(2);
        harness.Rounds(4);
        harness.Time.Advance(TimeSpan.FromSeconds(30));

        _cluster.Write("in", "b", "1", timestamp: 94, partition: 3);
        _cluster.Write("in", "c", "1", timestamp: 101, partition: 3);
        harness.Rounds(2);

        Assert.Contains(new TopicPartition("in", 3), second.Assigned);
        Assert.Equal(["a@105", "late b@94", "c@101"], _seen);
    }

    [Theory]
    [InlineData(WindowKind.Tumbling)]
    [InlineData(WindowKind.SharedTumbling)]
    [InlineData(WindowKind.Sliding)]
    [InlineData(WindowKind.Session)]
    [InlineData(WindowKind.StreamJoin)]
    [InlineData(WindowKind.JoinBuffer)]
    public void Work_that_is_taken_back_has_not_moved_the_time(WindowKind kind)
    {
        _cluster.Write("in", "a", "1", timestamp: 105);
        using var harness = Start(kind, exactlyOnce: true);
        harness.Rounds(1);
        harness.RoundWithCommit();
        _cluster.Write("in", "c", "1", timestamp: 101);
        _cluster.Write("in", "d", "1", timestamp: 305);
        harness.Rounds(1);
        Assert.Equal(["a@105", "c@101", "d@305"], _seen);

        harness.Producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.IllegalGeneration)));
        harness.RoundWithCommit();
        harness.RoundWithCommit();
        harness.RoundWithCommit();
        _cluster.Write("in", "e", "1", timestamp: 294);
        harness.Rounds(2);

        Assert.Equal(["a@105", "c@101", "d@305", "c@101", "d@305", "late e@294"], _seen);
    }

    [Theory]
    [InlineData(WindowKind.Tumbling)]
    [InlineData(WindowKind.Sliding)]
    [InlineData(WindowKind.Session)]
    [InlineData(WindowKind.StreamJoin)]
    public void What_comes_again_after_a_crash_is_not_late_though_the_stores_have_it_already(WindowKind kind)
    {
        _cluster.Write("in", "a", "1", timestamp: 105);
        using (var first = Start(kind, exactlyOnce: false))
        {
            first.Rounds(1);
            first.RoundWithCommit();
            _cluster.Write("in", "c", "1", timestamp: 101);
            _cluster.Write("in", "d", "1", timestamp: 305);
            first.Rounds(1);
            first.Kill();
        }

        using var second = Start(kind, exactlyOnce: false);
        second.Rounds(2);

        Assert.Equal(["a@105", "c@101", "d@305", "c@101", "d@305"], _seen);
    }

    [Theory]
    [InlineData(WindowKind.Tumbling)]
    [InlineData(WindowKind.Sliding)]
    [InlineData(WindowKind.Session)]
    [InlineData(WindowKind.StreamJoin)]
    public void A_record_that_does_not_come_to_the_windows_makes_none_late(WindowKind kind)
    {
        _cluster.Write("in", "a", "1", timestamp: 105);
        _cluster.Write("in", "skip", "1", timestamp: 305);
        using (var first = Start(kind, exactlyOnce: false))
        {
            first.Rounds(1);
            first.RoundWithCommit();
            first.Stop();
        }

        _cluster.Write("in", "c", "1", timestamp: 101);
        using var second = Start(kind, exactlyOnce: false);
        second.Rounds(2);

        Assert.Equal(["a@105", "skip@305", "c@101"], _seen);
    }

    [Theory]
    [InlineData(WindowKind.Tumbling)]
    [InlineData(WindowKind.Sliding)]
    [InlineData(WindowKind.Session)]
    [InlineData(WindowKind.StreamJoin)]
    public void Where_Kafka_Streams_has_committed_the_stores_say_what_is_late(WindowKind kind)
    {
        _cluster.Write("in", "a", "1", timestamp: 115);
        using (var first = Start(kind, exactlyOnce: false))
        {
            first.Rounds(1);
            first.RoundWithCommit();
            first.Stop();
        }

        byte[] time = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(time, 115);
        _cluster.Metadata[new TopicPartition("in", 0)] = Convert.ToBase64String([2, .. time]);
        _cluster.Write("in", "b", "1", timestamp: 94);
        _cluster.Write("in", "c", "1", timestamp: 111);
        using var second = Start(kind, exactlyOnce: false);
        second.Rounds(2);

        Assert.Equal(["a@115", "late b@94", "c@111"], _seen);
    }

    private ThreadHarness Start(WindowKind kind, bool exactlyOnce) =>
        new ThreadHarness(_cluster, new WindowTopology(kind, _seen), exactlyOnce ? ThreadHarness.ExactlyOnce : null).Join();
}
