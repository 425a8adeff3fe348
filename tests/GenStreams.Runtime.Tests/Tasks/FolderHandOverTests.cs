using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;
using GenStreams.State.Disk;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Two processes of one application on one machine: the folder of a task goes with the task.</summary>
public sealed class FolderHandOverTests : IDisposable
{
    private const string MemoryOnly = "is kept in memory only";

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("table", 2).WithTopic("app-store-changelog", 2);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("genstreams-hand-over-");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_next_owner_has_the_folder_of_a_task_that_was_given_up(bool isRestoring)
    {
        _cluster.Write("table", "a", "1");
        using var first = Start(1);
        first.Rounds(2);
        first.RoundWithCommit();
        using var second = Start(2);
        if (isRestoring)
        {
            // The first one is about to restore the task when it is moved.
            first.Board.Lose([new TaskId(0, 0)]);
            first.Rounds(1);
            first.Board.Assign([new TaskId(0, 0)]);
            first.State.RunOnce();
        }

        _cluster.Group.Move(new TopicPartition("table", 0), second.Member);
        for (int i = 0; i < 10; i++)
        {
            first.Rounds(1);
            second.Rounds(1);
        }

        Assert.Contains(new TopicPartition("table", 0), second.Member.Owned);
        Assert.Equal(TopologyState.Running, second.Board.State);
        Assert.DoesNotContain(second.Log.Messages, static m => m.Contains(MemoryOnly, StringComparison.Ordinal));
        Assert.Contains(second.Log.Messages, static m => m.Contains("Loaded the state of task 0_0 from disk", StringComparison.Ordinal));
        Assert.Equal("1", second.Stored("store", "a"));
    }

    [Fact]
    public void A_process_that_stops_gives_folders_up_before_it_leaves()
    {
        using var first = Start(1);
        first.Rounds(2);

        first.Stop();

        using var other = new StateFolder(_directory.FullName, "app", TimeProvider.System, NullLogger.Instance);
        using var folder = other.TryOpen("0_0");
        Assert.NotNull(folder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_still_held_is_waited_for_for_a_moment_while_other_tasks_go_on(bool comesFree)
    {
        using var other = new StateFolder(_directory.FullName, "app", TimeProvider.System, NullLogger.Instance);
        using var held = other.TryOpen("0_0");
        _cluster.Write("table", "b", "2", partition: 1);
        using var harness = Start(1);
        harness.Rounds(3);
        Assert.Equal("2", harness.Stored("store", "b"));
        Assert.Equal(TopologyState.Restoring, harness.Board.State);

        if (comesFree)
        {
            held!.Dispose();
        }

        harness.Time.Advance(TimeSpan.FromSeconds(comesFree ? 1 : 6));
        harness.Rounds(4);

        Assert.Equal(TopologyState.Running, harness.Board.State);
        Assert.Equal(comesFree ? 0 : 1, harness.Log.Messages.Count(static m => m.Contains(MemoryOnly, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_task_that_waits_for_its_folder_can_be_taken_away()
    {
        using var other = new StateFolder(_directory.FullName, "app", TimeProvider.System, NullLogger.Instance);
        using var held = other.TryOpen("0_0");
        using var harness = Start(1);
        harness.Rounds(3);

        harness.Board.Revoke([new TaskId(0, 0)]);
        Assert.False(harness.Board.AreGivenUp([new TaskId(0, 0)]));
        harness.Rounds(1);

        Assert.True(harness.Board.AreGivenUp([new TaskId(0, 0)]));
        Assert.Equal(TopologyState.Running, harness.Board.State);
    }

    [Fact]
    public void Folders_of_tasks_that_were_lost_are_given_up_once_the_group_has_shared_them_out()
    {
        using var harness = Start(1, exactlyOnce: true);
        harness.Rounds(3);
        harness.Board.Lose([new TaskId(0, 0), new TaskId(0, 1)]);
        harness.Rounds(1);
        harness.Board.Assign([new TaskId(0, 1)]);

        harness.Board.Tidy();
        using var other = new StateFolder(_directory.FullName, "app", TimeProvider.System, NullLogger.Instance);
        Assert.Null(other.TryOpen("0_0"));
        harness.Time.Advance(TimeSpan.FromSeconds(11));
        harness.Board.Tidy();

        using var folder = other.TryOpen("0_0");
        Assert.NotNull(folder);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private ThreadHarness Start(int number, bool exactlyOnce = false)
    {
        var topology = new DelegateTopology(
            DelegateTopology.Reading(
                [new SourceDescriptor("Table", new TopicName("table"))],
                [new KeyValueStoreDescriptor { Name = "store", Changelog = new TopicName("store-changelog", true) }]),
            (TaskContext context, int _, in RawRecord record) =>
                context.Store<KeyValueBytesStore>("store").Put(record.Key.Span, record.Value.Span, record.Timestamp));
        return new ThreadHarness(_cluster, topology, c => (exactlyOnce ? ThreadHarness.ExactlyOnce(c) : c) with { StateDirectory = _directory.FullName }, number: number).Join();
    }
}
