using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Processing;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Finds out which tasks this process keeps warm copies of: asks the group, once in a while, who its members are and which tasks they have, and ranks the members for
/// each task. All members come to the same answer by themselves.
/// </summary>
internal sealed class Standbys(
    TopicPlan plan, TaskBoard board, ITopicAdmin admin, IGroupMember member, StreamsConfig config, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Backoff _backoff = new(time, logger);
    private Task<IReadOnlyList<DescribedMember>>? _asking;
    private long _lastAsked;

    /// <summary>Asks when it is time, and takes the answer when it is there. Does not wait.</summary>
    public void Update()
    {
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            Take(answered);
        }

        if (_asking is null && time.GetElapsedTime(_lastAsked) > Interval && _backoff.IsOver)
        {
            _lastAsked = time.GetTimestamp();
            _asking = admin.DescribeGroupAsync(config.ApplicationId, Timeout, CancellationToken.None);
        }
    }

    /// <summary>The members that keep copies of a task: as many as there are to be, the owner left out.</summary>
    /// <param name="task">The task.</param>
    /// <param name="owner">Who runs it; null when nobody does.</param>
    /// <param name="members">All members of the group.</param>
    /// <param name="replicas">How many copies there are to be.</param>
    internal static IEnumerable<string> Choose(TaskId task, string? owner, IEnumerable<string> members, int replicas) =>
        members.Where(m => m != owner).OrderByDescending(m => StandbyRank.Of(task, m)).ThenBy(static m => m, StringComparer.Ordinal).Take(replicas);

    private void Take(Task<IReadOnlyList<DescribedMember>> answered)
    {
        if (answered.Exception?.InnerException is KafkaException failure)
        {
            _backoff.Failed("The question who is in the group", failure);
            return;
        }

        _backoff.Succeeded();
        var members = answered.GetAwaiter().GetResult();
        string self = member.MemberId;
        var owners = new Dictionary<TaskId, string>();
        foreach (var info in members)
        {
            foreach (var partition in info.Partitions)
            {
                if (plan.TaskOf(partition) is { } task)
                {
                    owners[task] = info.MemberId;
                }
            }
        }

        var ids = members.Select(static m => m.MemberId).ToList();
        board.SetStandbys(plan.TasksWithState
            .Where(t => Choose(t, owners.GetValueOrDefault(t), ids, config.StandbyReplicas).Contains(self))
            .ToHashSet());
    }
}
