using System.Collections.Immutable;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks;

public class TopicPlanTests
{
    [Fact]
    public void A_repartition_topic_has_as_many_partitions_as_the_largest_topic_before_it()
    {
        var topology = Topology(
            [Repartition("r", null, "a", "b")], Sub(0, ["a", "b"]), Sub(1, ["r!"], store: "s"));

        var plan = Plan(topology, ("a", 3), ("b", 5));

        Assert.Equal(["app-r:5", "app-s-changelog:5"], plan.InternalTopics.Select(t => $"{t.Name}:{t.Partitions}"));
        Assert.Equal(5, plan.TaskCount(1));
    }

    [Fact]
    public void A_chain_of_repartition_topics_is_followed()
    {
        var topology = Topology(
            [Repartition("r2", null, "r1!"), Repartition("r1", null, "a")], Sub(0, ["a"]), Sub(1, ["r1!"]), Sub(2, ["r2!"]));

        Assert.Equal(4, Plan(topology, ("a", 4)).TaskCount(2));
    }

    [Fact]
    public void A_repartition_topic_may_be_read_back_by_the_part_that_writes_it()
    {
        var topology = Topology([Repartition("r", null, "a", "r!")], Sub(0, ["a", "r!"], copartitioned: true));

        Assert.Equal(4, Plan(topology, ("a", 4)).Source("app-r").Partitions);
    }

    [Fact]
    public void A_repartition_topic_takes_the_count_of_what_it_is_joined_with()
    {
        var topology = Topology([Repartition("r", null, "a")], Sub(0, ["a"]), Sub(1, ["r!", "b"], copartitioned: true));

        Assert.Equal(2, Plan(topology, ("a", 7), ("b", 2)).Source("app-r").Partitions);
    }

    [Fact]
    public void Repartition_topics_that_are_joined_take_the_greatest_count()
    {
        var topology = Topology(
            [Repartition("r1", null, "a"), Repartition("r2", null, "b")], Sub(0, ["a"]), Sub(1, ["b"]), Sub(2, ["r1!", "r2!"], copartitioned: true));

        var plan = Plan(topology, ("a", 2), ("b", 6));

        Assert.Equal(6, plan.Source("app-r1").Partitions);
        Assert.Equal(6, plan.Source("app-r2").Partitions);
    }

    [Fact]
    public void A_given_count_of_a_repartition_topic_holds()
    {
        var topology = Topology([Repartition("r", 9, "a")], Sub(0, ["a"]), Sub(1, ["r!"]));

        Assert.Equal(9, Plan(topology, ("a", 2)).TaskCount(1));
    }

    [Fact]
    public void Joined_topics_with_different_counts_are_refused_with_both()
    {
        var error = Assert.Throws<StreamsException>(
            () => Plan(Topology([], Sub(0, ["a", "b"], copartitioned: true)), ("a", 2), ("b", 3)));

        Assert.Contains("'a' (2 partitions, read by 'Read a') and 'b' (3 partitions, read by 'Read b')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Topics_that_are_not_joined_may_differ_and_the_largest_makes_the_tasks()
    {
        Assert.Equal(3, Plan(Topology([], Sub(0, ["a", "b"])), ("a", 2), ("b", 3)).TaskCount(0));
    }

    [Fact]
    public void All_missing_topics_are_named_with_their_readers()
    {
        var topology = Topology([], Sub(0, ["a", "b"]) with { Sinks = [new TopicName("out")] });

        var error = Assert.Throws<StreamsException>(() => Plan(topology, ("a", 1)));

        Assert.Contains("'b' (read by 'Read b'); 'out' (written by a sink of Tests.Test)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_topic_of_a_global_table_is_named()
    {
        var topology = Topology([], Sub(0, ["a"])) with { GlobalTables = [new GlobalTableDescriptor("Users", new TopicName("users"), "users")] };

        var error = Assert.Throws<StreamsException>(() => Plan(topology, ("a", 1)));

        Assert.Contains("'users' (read by global table 'Users')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_topic_with_another_count_is_refused()
    {
        var error = Assert.Throws<StreamsException>(
            () => Plan(Topology([], Sub(0, ["a"], store: "s")), ("a", 4), ("app-s-changelog", 3)));

        Assert.Contains("'app-s-changelog' has 3 partitions and must have 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Internal_topics_have_the_settings_of_Kafka_Streams()
    {
        var plan = Plan(Topology([Repartition("r", null, "a")], Sub(0, ["a"]), Sub(1, ["r!"], store: "s")), ("a", 1));

        Assert.Equal("delete", plan.InternalTopics[0].Config["cleanup.policy"]);
        Assert.Equal("-1", plan.InternalTopics[0].Config["retention.ms"]);
        Assert.Equal("compact", plan.InternalTopics[1].Config["cleanup.policy"]);
        Assert.All(plan.InternalTopics, t => Assert.Equal("CreateTime", t.Config["message.timestamp.type"]));
    }

    [Fact]
    public void A_source_topic_that_serves_as_changelog_is_not_created()
    {
        var sub = Sub(0, ["a"]) with { Stores = [new KeyValueStoreDescriptor { Name = "s", Changelog = new TopicName("a") }] };

        Assert.Empty(Plan(Topology([], sub), ("a", 1)).InternalTopics);
    }

    private static TopicPlan Plan(TopologyDescriptor topology, params (string Name, int Partitions)[] existing) =>
        TopicPlan.Create(topology, "app", existing.ToDictionary(e => e.Name, e => e.Partitions));

    private static TopologyDescriptor Topology(ImmutableArray<RepartitionTopicDescriptor> repartitions, params SubTopologyDescriptor[] subs) => new()
    {
        Name = "test",
        TypeName = "Tests.Test",
        Description = string.Empty,
        Mermaid = string.Empty,
        RepartitionTopics = repartitions,
        SubTopologies = [.. subs],
    };

    private static SubTopologyDescriptor Sub(int id, string[] topics, bool copartitioned = false, string? store = null) => new()
    {
        Id = id,
        Sources = [.. topics.Select(t => new SourceDescriptor("Read " + t, Name(t)))],
        CopartitionGroups = copartitioned ? [[.. Enumerable.Range(0, topics.Length)]] : [],
        Stores = store is null ? [] : [new KeyValueStoreDescriptor { Name = store, Changelog = new TopicName(store + "-changelog", true) }],
        Steps = [],
    };

    private static RepartitionTopicDescriptor Repartition(string name, int? partitions, params string[] upstream) =>
        new(new TopicName(name, true), partitions, [.. upstream.Select(Name)]);

    private static TopicName Name(string text) => text.EndsWith('!') ? new TopicName(text[..^1], true) : new TopicName(text);
}
