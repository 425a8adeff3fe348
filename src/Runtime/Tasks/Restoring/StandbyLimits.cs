using GenStreams.Clients;

namespace GenStreams.Tasks;

/// <summary>
/// How far warm copies follow source topics that serve as changelogs: up to what the group has committed, since what lies behind is still to be processed by
/// the owner of the task.
/// </summary>
internal sealed class StandbyLimits(IGroupMember member, ChangelogReader reader, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private long _last;

    /// <summary>Asks how far the group is, now and then, and lets the copies go on to there.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker did not answer in time.</exception>
    public void RaiseIfDue(IReadOnlyList<StateTask> tasks)
    {
        if (time.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = time.GetTimestamp();
        var targets = tasks.Where(static t => t is { IsStandby: true, Step: StateStep.Reads }).SelectMany(static t => t.SourceTargets).ToList();
        if (targets.Count == 0)
        {
            return;
        }

        var offsets = member.Committed([.. targets.Select(static t => t.Partition)], Timeout).ToDictionary(static c => c.Partition, static c => c.Offset);
        foreach (var target in targets)
        {
            target.KnownEnd = Math.Max(target.KnownEnd, offsets[target.Partition]);
            if (offsets[target.Partition] > target.Store.Position)
            {
                // What was read behind the old end was left out: it is read again.
                reader.Remove(target);
                target.End = offsets[target.Partition];
                reader.Add(target);
            }
        }
    }
}
