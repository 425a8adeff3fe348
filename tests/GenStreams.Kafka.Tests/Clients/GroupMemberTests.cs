
namespace GenStreams.Kafka.Tests.Clients;

/// <summary>Members of a group on a real broker: who has which partitions.</summary>
[Collection(BrokerCollection.Name)]
public sealed class GroupMemberTests(TestBroker broker)
{
    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Only_what_moves_is_taken_away_and_a_member_that_leaves_is_replaced_at_once(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all", one);
        var two = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);

        Assert.Equal(["assigned 4", "revoked 2"], one.Calls);
        Assert.Empty(one.Has.Intersect(two.Has));

        two.Member.Close(BrokerGroup.Patience);
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all again", one);
    }

    // In Kafka 4's protocol the library leaves only when it is polled again.
    [KafkaFact]
    public async Task A_member_that_is_not_polled_is_replaced_and_hears_that_it_has_lost_all()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic");
        var one = group.Join();
        var two = group.Join(("max.poll.interval.ms", "6500"));
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);

        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all", one);
        BrokerGroup.PollUntil(() => two.Calls.Contains("lost 2"), "the second hears of it", two);
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half again", one, two);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Nothing_is_fetched_of_what_a_member_has(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol, partitions: 1);
        group.Client.Produce(group.Name, Enumerable.Range(0, 1000).Select(i => ((string?)$"{i}", (string?)"v")));
        var lines = new LineRecorder();
        var one = group.Join(lines, ("debug", "fetch,msg"), ("log_level", "7"));
        BrokerGroup.PollUntil(() => one.Has.Count == 1, "it has the partition", one);
        group.Client.Produce(group.Name, Enumerable.Range(0, 1000).Select(i => ((string?)$"{i}", (string?)"v")));
        for (int i = 0; i < 50; i++)
        {
            one.Poll();
        }

        Assert.Contains(lines.All, line => line.Contains(group.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(lines.All, line => line.Contains("Enqueue", StringComparison.Ordinal));
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task A_member_that_subscribes_to_nothing_gives_all_up_within_a_heartbeat(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = protocol == "consumer" ? group.Join(("group.instance.id", "one")) : group.Join();
        var two = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);

        one.Member.Subscribe([]);
        BrokerGroup.PollUntil(() => one.Has.Count == 0, "it has given all back", one);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        one.Member.Close(BrokerGroup.Patience);
        BrokerGroup.PollUntil(() => two.Has.Count == 4, "the other has all", two);

        // A static member's would be kept for it for 45 s.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task A_static_member_that_comes_back_has_what_it_had(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join(("group.instance.id", "one"));
        var two = group.Join(("group.instance.id", "two"));
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);
        var had = one.Has.ToHashSet();
        two.Calls.Clear();

        one.Member.Close(BrokerGroup.Patience);
        one = group.Join(("group.instance.id", "one"));
        BrokerGroup.PollUntil(() => one.Has.Count == 2, "it has half again", one, two);

        Assert.Equal(had, one.Has);
        Assert.Empty(two.Calls);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Answers_may_be_late_while_the_member_is_polled(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all", one);
        one.AnswersLater = true;
        var two = group.Join();
        BrokerGroup.PollUntil(() => one.Owed.Count == 1, "it is asked to give back", one, two);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        // Longer than the session and than a heartbeat of either protocol.
        while (clock.Elapsed < TimeSpan.FromSeconds(8))
        {
            one.Poll();
            two.Poll();
        }

        Assert.Empty(two.Has);
        Assert.Equal(["assigned 4", "revoked 2"], one.Calls);
        one.Owed.Dequeue()();
        BrokerGroup.PollUntil(() => two.Has.Count == 2, "the second has its half", one, two);
        Assert.Equal(["assigned 4", "revoked 2"], one.Calls);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task A_member_that_another_of_its_name_replaces_fails_or_is_the_one_that_is_refused(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join(("group.instance.id", "one"));
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all", one);
        var two = group.Join(("group.instance.id", "one"));

        var error = Assert.Throws<Confluent.Kafka.KafkaException>(() => BrokerGroup.PollUntil(() => false, "one of them fails", one, two));

        Assert.True(error.Error.Code is Confluent.Kafka.ErrorCode.FencedInstanceId or Confluent.Kafka.ErrorCode.UnreleasedInstanceId, error.Message);
    }
}
