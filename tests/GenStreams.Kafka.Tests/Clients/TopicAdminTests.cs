using GenStreams.Clients;

namespace GenStreams.Kafka.Tests.Clients;

/// <summary>What the admin client tells of a real broker.</summary>
[Collection(BrokerCollection.Name)]
public sealed class TopicAdminTests(TestBroker broker)
{
    [KafkaFact]
    public async Task Ends_lie_behind_what_an_open_transaction_has_sent()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic", partitions: 2);
        using var producer = group.Transactions(group.Name);
        producer.BeginTransaction();
        for (int i = 0; i < 5; i++)
        {
            producer.Send(producer.Topic(group.Name), 1, default, "v"u8, 1, null);
        }

        producer.Flush(BrokerGroup.Patience);
        using var admin = group.Factory.CreateAdmin(group.Config());
        var ends = await admin.EndsAsync(
            [group.Partition(0), group.Partition(1), group.Partition(9), new("not-there", 0)], BrokerGroup.Patience, CancellationToken.None);

        Assert.Equal(2, ends.Count);
        Assert.Equal((0, 5), (ends[group.Partition(1)].Low.Value, ends[group.Partition(1)].High.Value));
        Assert.Equal(0, ends[group.Partition(0)].High.Value);
        producer.AbortTransaction(BrokerGroup.Patience);
        Assert.Null(admin.Trouble);
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task Members_of_a_group_are_described_with_what_they_have(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        var one = group.Join(("group.instance.id", "one"), ("client.id", "the client"));
        var two = group.Join(("client.id", "the other"));
        BrokerGroup.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);
        using var admin = group.Factory.CreateAdmin(group.Config());

        var members = await admin.DescribeGroupAsync(group.Name, BrokerGroup.Patience, CancellationToken.None);

        Assert.Equal(2, members.Count);
        var found = Assert.Single(members, member => member.ClientId == "the client");
        Assert.Equal((one.Member.MemberId, "one"), (found.MemberId, found.InstanceId));
        Assert.NotEmpty(found.Host);
        Assert.Equal(one.Has, found.Partitions.ToHashSet());
        Assert.Equal(
            protocol == "consumer" ? GroupProtocol.Consumer : GroupProtocol.Classic,
            await admin.GroupProtocolAsync(group.Name, BrokerGroup.Patience, CancellationToken.None));
        Assert.Empty(await admin.DescribeGroupAsync(group.Name + "-none", BrokerGroup.Patience, CancellationToken.None));
        Assert.Null(await admin.GroupProtocolAsync(group.Name + "-none", BrokerGroup.Patience, CancellationToken.None));
    }

    [KafkaTheory]
    [MemberData(nameof(BrokerGroup.Protocols), MemberType = typeof(BrokerGroup))]
    public async Task A_group_goes_on_with_the_protocol_of_its_members_and_begins_with_the_new_one(string protocol)
    {
        using var group = await BrokerGroup.CreateAsync(broker, protocol);
        using var admin = group.Factory.CreateAdmin(group.Config());
        var config = ClientDefaults.GroupMember(group.Config(), group.Name, GroupProtocol.Consumer);
        Assert.Equal(
            GroupProtocol.Consumer,
            await group.Factory.FindGroupProtocolAsync(admin, config, BrokerGroup.Patience, CancellationToken.None));
        var one = group.Join();
        BrokerGroup.PollUntil(() => one.Has.Count == 4, "the first has all", one);
        one.Calls.Clear();

        Assert.Equal(
            protocol == "consumer" ? GroupProtocol.Consumer : GroupProtocol.Classic,
            await group.Factory.FindGroupProtocolAsync(admin, config, BrokerGroup.Patience, CancellationToken.None));

        one.Poll();
        Assert.Empty(one.Calls);
    }

    [KafkaFact]
    public async Task A_topic_that_is_made_anew_has_another_id()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic", partitions: 3);
        using var admin = group.Factory.CreateAdmin(group.Config());
        var before = (await admin.TopicsAsync([group.Name, "not-there"], BrokerGroup.Patience, CancellationToken.None)).Single();
        await group.Client.CreateTopicsAsync(3, group.Name);
        var after = (await admin.TopicsAsync([group.Name], BrokerGroup.Patience, CancellationToken.None)).Single();

        Assert.Equal((group.Name, 3), (before.Key, before.Value.Partitions));
        Assert.NotEqual(before.Value.Id.ToString(), after.Value.Id.ToString());
    }

    [KafkaFact]
    public async Task Cleanup_policies_are_those_of_the_topics()
    {
        using var group = await BrokerGroup.CreateAsync(broker, "classic");
        using var admin = group.Factory.CreateAdmin(group.Config());
        string compacted = group.Name + "-compacted";
        await admin.CreateAsync(
            compacted, 1, 1, new Dictionary<string, string> { ["cleanup.policy"] = "compact,delete" }, BrokerGroup.Patience, CancellationToken.None);

        var policies = await admin.CleanupPoliciesAsync([group.Name, compacted, "not-there"], BrokerGroup.Patience, CancellationToken.None);

        Assert.Equal(2, policies.Count);
        Assert.Equal(("delete", "compact,delete"), (policies[group.Name], policies[compacted]));
    }
}
