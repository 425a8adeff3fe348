using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Another process of the group, of which a test needs only that it has partitions.</summary>
internal sealed class Bystander : IGroupListener, IDisposable
{
    private readonly FakeCluster _cluster;

    public Bystander(FakeCluster cluster)
    {
        _cluster = cluster;
        Member = (FakeGroupMember)cluster.CreateGroupMember(new Dictionary<string, string>());
    }

    public FakeGroupMember Member { get; }

    /// <summary>Joins the group without getting anything yet.</summary>
    public Bystander Join(params IReadOnlyCollection<string> topics)
    {
        Member.Subscribe(topics);
        foreach (var partition in Member.Target.ToList())
        {
            _cluster.Group.Move(partition, _cluster.Group.Members[0]);
        }

        return this;
    }

    public void Take(string topic, int partition) => _cluster.Group.Move(new TopicPartition(topic, partition), Member);

    public void Return(string topic, int partition) => _cluster.Group.Move(new TopicPartition(topic, partition), _cluster.Group.Members[0]);

    public void Poll() => Member.Poll(TimeSpan.Zero, this);

    public void OnAssigned(IReadOnlyList<TopicPartition> partitions)
    {
        if (partitions.Count > 0)
        {
            Member.Accept(partitions);
        }
    }

    public void OnRevoked(IReadOnlyList<TopicPartition> partitions) => Member.GiveBack(partitions);

    public void OnLost(IReadOnlyList<TopicPartition> partitions) => Member.GiveBack(partitions);

    public void Dispose() => Member.Dispose();
}
