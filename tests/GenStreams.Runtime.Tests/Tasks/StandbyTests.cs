using GenStreams.Processing;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.State;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public sealed class StandbyTests
{
    private const string Changelog = "app-store-changelog";

    private static readonly TaskId[] ManyTasks = [.. Enumerable.Range(0, 500).Select(static p => new TaskId(p % 3, p))];
    private static readonly string[] Members = ["consumer-1-a", "consumer-2-b", "consumer-3-c", "consumer-4-d", "consumer-5-e"];

    private readonly List<KeyValueBytesStore> _stores = [];
    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("table", 1).WithTopic(Changelog, 1);

    [Fact]
    public void All_members_come_to_the_same_answer_without_the_owner()
    {
        foreach (var task in ManyTasks)
        {
            string owner = Members[task.Partition % Members.Length];
            var chosen = Standbys.Choose(task, owner, Members, 2).ToList();

            Assert.Equal(chosen, Standbys.Choose(task, owner, Members.Reverse(), 2));
            Assert.Equal(2, chosen.Distinct().Count());
            Assert.DoesNotContain(owner, chosen);
        }
    }

    [Fact]
    public void When_a_member_leaves_only_its_copies_move()
    {
        string[] left = [.. Members.Where(static m => m != Members[2])];
        foreach (var task in ManyTasks)
        {
            var before = Standbys.Choose(task, null, Members, 2).ToList();
            var after = Standbys.Choose(task, null, left, 2).ToList();

            Assert.Equal(before.Where(left.Contains), after.Where(before.Contains));
            Assert.Equal(2, after.Count);
        }
    }

    [Fact]
    public void Copies_are_spread_evenly()
    {
        var copies = ManyTasks.SelectMany(static t => Standbys.Choose(t, null, Members, 1)).CountBy(static m => m).ToList();

        Assert.Equal(Members.Length, copies.Count);
        Assert.All(copies, static c => Assert.InRange(c.Value, 60, 140));
    }

    [Fact]
    public void There_are_no_more_copies_than_other_members() =>
        Assert.Equal([Members[1]], Standbys.Choose(ManyTasks[0], Members[0], Members[..2], 3));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copy_follows_the_changelog_and_takes_over_without_reading_it_again(bool exactlyOnce)
    {
        using var owner = Start(exactlyOnce, number: 1);
        using var standby = Start(exactlyOnce, number: 2);
        Describe(standby);
        _cluster.Write("table", "a", "1");
        owner.Rounds(1);
        owner.RoundWithCommit();
        standby.Rounds(3);
        var reader = _cluster.Consumers.Single(static c => c.HasRestored);
        Assert.Equal(["add app-store-changelog-0@0"], reader.Calls);
        Assert.Empty(standby.Board.Wanted);

        owner.Stop();
        standby.Rounds(6);

        Assert.Equal(TopologyState.Running, standby.Board.State);
        Assert.Equal("1", standby.Stored("store", "a"));
        Assert.Equal(["add app-store-changelog-0@0", "remove app-store-changelog-0"], reader.Calls);
        Assert.DoesNotContain(_cluster.Consumers, c => c.HasRestored && c != reader);
    }

    [Fact]
    public void A_copy_of_what_a_transaction_has_open_waits_for_it()
    {
        using var owner = Start(exactlyOnce: true, number: 1);
        using var standby = Start(exactlyOnce: true, number: 2);
        Describe(standby);
        _cluster.Write("table", "a", "1");
        owner.Rounds(1);
        standby.Rounds(3);
        owner.Kill();
        standby.Rounds(6);
        Assert.Equal(TopologyState.Restoring, standby.Board.State);

        _cluster.Transactions.TimeOut();
        standby.Rounds(6);

        Assert.Equal("1", standby.Stored("store", "a"));
        Assert.Equal(TopologyState.Running, standby.Board.State);
        Assert.Equal(2, _stores.Count);
    }

    [Fact]
    public void A_copy_that_others_are_to_keep_is_not_followed_any_more()
    {
        using var owner = Start(exactlyOnce: false, number: 1);
        using var standby = Start(exactlyOnce: false, number: 2);
        Describe(standby);
        standby.Rounds(2);
        Assert.Contains(_cluster.Consumers, static c => c is { IsRestore: true, Assigned.Count: 1 });

        standby.Board.SetStandbys(new HashSet<TaskId>());
        standby.Rounds(2);

        Assert.DoesNotContain(_cluster.Consumers, static c => c is { IsRestore: true, Assigned.Count: > 0 });
    }

    private static void Describe(ThreadHarness harness)
    {
        harness.Standbys.Update();
        harness.Standbys.Update();
    }

    private ThreadHarness Start(bool exactlyOnce, int number) => new ThreadHarness(
        _cluster, DelegateTopology.Table(topicIsChangelog: false, _stores),
        c => (exactlyOnce ? ThreadHarness.ExactlyOnce(c) : c) with { StandbyReplicas = 1 }, number: number).Join();
}
