namespace GenStreams.Runtime.Tests.Clients;

/// <summary>The member of a group, in the classic protocol of the broker inside the process.</summary>
public sealed class GroupMemberTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Fact]
    public void Two_members_share_the_partitions_and_what_stays_is_not_touched()
    {
        string name = harness.NewTopic(partitions: 4);
        using var first = harness.GroupMember(name);
        var one = new RecordingListener(first);
        first.Subscribe([name]);
        ClientHarness.PollUntil(() => one.Has.Count == 4, "the first has all", one);

        using var second = harness.GroupMember(name);
        var two = new RecordingListener(second);
        second.Subscribe([name]);
        ClientHarness.PollUntil(() => one.Has.Count == 2 && two.Has.Count == 2, "each has half", one, two);

        Assert.Empty(one.Has.Intersect(two.Has));
        Assert.Equal(["assigned 4", "revoked 2"], one.Calls);
        Assert.NotEmpty(first.MemberId);
        Assert.NotEqual(first.MemberId, second.MemberId);

        second.Close(ClientHarness.Patience);
        ClientHarness.PollUntil(() => one.Has.Count == 4, "the first has all again", one);
    }

    [Fact]
    public void Offsets_of_any_topic_are_committed_with_their_metadata()
    {
        string name = harness.NewTopic(partitions: 2);
        string other = harness.NewTopic(partitions: 2);
        using var member = harness.GroupMember(name);
        var listener = new RecordingListener(member);
        member.Subscribe([name]);
        ClientHarness.PollUntil(() => listener.Has.Count == 2, "it has all", listener);

        member.Commit([new(new(name, 0), 5, ""), new(new(other, 1), 7, "zeit é")], ClientHarness.Patience);

        var committed = member.Committed([new(name, 0), new(name, 1), new(other, 1)], ClientHarness.Patience);
        Assert.Equal([new(new(name, 0), 5, ""), new(new(name, 1), -1, ""), new(new(other, 1), 7, "zeit é")], committed);
    }

    [Fact]
    public void An_answer_may_come_later_and_in_parts()
    {
        string name = harness.NewTopic(partitions: 3);
        using var member = harness.GroupMember(name);
        var listener = new RecordingListener(member) { AnswersLater = true };
        member.Subscribe([name]);
        ClientHarness.PollUntil(() => listener.Owed.Count == 1, "it is asked", listener);
        for (int i = 0; i < 50; i++)
        {
            listener.Poll();
        }

        Assert.Equal(["assigned 3"], listener.Calls);
        member.Accept([new(name, 1)]);
        member.Accept([new(name, 0), new(name, 2)]);
        member.Subscribe([]);
        ClientHarness.PollUntil(() => listener.Owed.Count == 2, "it is asked to give back", listener);
        Assert.Equal(["assigned 3", "revoked 3"], listener.Calls);
        member.GiveBack([new(name, 0)]);
        member.GiveBack([new(name, 1), new(name, 2)]);
        listener.Poll();
        Assert.Throws<InvalidOperationException>(() => member.GiveBack([new(name, 0)]));
    }
}
