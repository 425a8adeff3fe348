using GenStreams.Processing;

namespace GenStreams.Tasks;

/// <summary>A task in the hands of the <see cref="StateThread"/>: to be restored, or followed.</summary>
internal sealed class StateTask
{
    /// <summary>A task whose changelogs are not looked at yet.</summary>
    public StateTask(TaskState state, bool isStandby)
    {
        State = state;
        IsStandby = isStandby;
        foreach (var store in state.Stores.All)
        {
            if (store.Changelog is { } log)
            {
                (store.ChangelogIsSource ? SourceTargets : Targets).Add(new ChangelogTarget(log, store));
            }
        }
    }

    /// <summary>What is restored.</summary>
    public TaskState State { get; }

    /// <summary>The task.</summary>
    public TaskId Id => State.Id;

    /// <summary>Whether a warm copy is kept, on and on.</summary>
    public bool IsStandby { get; }

    /// <summary>How far it is.</summary>
    public StateStep Step { get; set; }

    /// <summary>Changelogs of its own.</summary>
    public List<ChangelogTarget> Targets { get; } = [];

    /// <summary>Source topics that serve as changelogs: they count up to the committed offset.</summary>
    public List<ChangelogTarget> SourceTargets { get; } = [];

    /// <summary>Changelogs of both kinds.</summary>
    public IEnumerable<ChangelogTarget> AllTargets => Targets.Concat(SourceTargets);

    /// <summary>When it last made progress, as a timestamp of the clock.</summary>
    public long LastProgress { get; set; }

    /// <summary>The rest at <see cref="LastProgress"/>.</summary>
    public long LastRest { get; set; } = long.MaxValue;

    /// <summary>Whether it was said that it makes no progress.</summary>
    public bool IsStallTold { get; set; }

    /// <summary>How many changelog records are left, at most.</summary>
    public long Rest
    {
        get
        {
            long rest = 0;
            foreach (var target in Step == StateStep.ReadsSources ? SourceTargets : Targets)
            {
                rest += target.Rest;
            }

            return rest;
        }
    }
}
