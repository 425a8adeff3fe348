using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>Answers a group at once, unless it is told to wait, and notes what it is told.</summary>
internal sealed class RecordingListener(IGroupMember member) : IGroupListener
{
    public IGroupMember Member { get; } = member;

    public HashSet<TopicPartition> Has { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>What was asked and is not answered yet, oldest first.</summary>
    public Queue<Action> Owed { get; } = [];

    public bool AnswersLater { get; set; }

    public void Poll(int milliseconds = 20) => Member.Poll(TimeSpan.FromMilliseconds(milliseconds), this);

    public void OnAssigned(IReadOnlyList<TopicPartition> partitions)
    {
        if (partitions.Count == 0)
        {
            return;
        }

        Calls.Add($"assigned {partitions.Count}");
        Answer(() =>
        {
            Member.Accept([.. partitions]);
            Has.UnionWith(partitions);
        });
    }

    public void OnRevoked(IReadOnlyList<TopicPartition> partitions)
    {
        Calls.Add($"revoked {partitions.Count}");
        GiveBack(partitions);
    }

    public void OnLost(IReadOnlyList<TopicPartition> partitions)
    {
        Calls.Add($"lost {partitions.Count}");
        GiveBack(partitions);
    }

    private void GiveBack(IReadOnlyList<TopicPartition> partitions) => Answer(() =>
    {
        Has.ExceptWith(partitions);
        Member.GiveBack([.. partitions]);
    });

    private void Answer(Action answer)
    {
        if (AnswersLater)
        {
            Owed.Enqueue(answer);
        }
        else
        {
            answer();
        }
    }
}
