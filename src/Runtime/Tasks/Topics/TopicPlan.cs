using Confluent.Kafka;
using GenStreams.Processing;
using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>Which topics a topology has on a cluster: computed from its descriptor and the partition counts of the topics that are there.</summary>
internal sealed class TopicPlan
{
    private readonly List<SourceTopic> _leads;
    private volatile Shape _shape;
    private readonly HashSet<string> _changelogs;

    private TopicPlan(
        TopologyDescriptor topology, Dictionary<string, SourceTopic> sources, Dictionary<int, int> taskCounts, IReadOnlyList<InternalTopic> internalTopics,
        IEnumerable<string> existing)
    {
        _shape = new Shape(sources, taskCounts, [.. sources.Values.OrderBy(static t => t.SubTopology).ThenBy(static t => t.Source)]);
        InternalTopics = internalTopics;
        _changelogs = [.. internalTopics.Select(static t => t.Name).Except(sources.Keys)];
        TasksWithState = [.. topology.SubTopologies.Where(static s => s.Stores.Any(static d => d.Changelog is not null))
            .SelectMany(s => Enumerable.Range(0, taskCounts[s.Id]).Select(p => new TaskId(s.Id, p)))];
        _leads = [.. sources.Values.GroupBy(static t => t.SubTopology).Select(static part =>
            part.OrderByDescending(static t => t.Partitions).ThenBy(static t => t.Name, StringComparer.Ordinal).First())];
        Idle = existing.Where(t => !_leads.Exists(lead => lead.Name == t)).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>The topics that threads subscribe to.</summary>
    public IReadOnlyList<SourceTopic> SourceTopics => _shape.SourceTopics;

    /// <summary>The topics that must be made where they are missing.</summary>
    public IReadOnlyList<InternalTopic> InternalTopics { get; }

    /// <summary>The source that reads a topic.</summary>
    public SourceTopic Source(string topic) => _shape.Sources[topic];

    /// <summary>How many tasks a sub-topology has: the greatest partition count of its topics.</summary>
    public int TaskCount(int subTopology) => _shape.TaskCounts[subTopology];

    /// <summary>
    /// One topic of each sub-topology, whose partitions are its tasks: the one with the most partitions, the first by name among equals.
    /// </summary>
    public IReadOnlyList<SourceTopic> Leads => _leads;

    /// <summary>
    /// A topic that is there and stands for no tasks: a member that wants to have none can subscribe to it instead of the leads. Null when there is no such topic.
    /// </summary>
    public string? Idle { get; }

    /// <summary>The task that a partition of a lead topic stands for; null when the topic is none.</summary>
    public TaskId? TaskOf(TopicPartition partition)
    {
        var lead = _leads.Find(t => t.Name == partition.Topic);
        return lead is null ? null : new TaskId(lead.SubTopology, partition.Partition.Value);
    }

    /// <summary>Whether a topic is a changelog that the application writes.</summary>
    public bool IsChangelog(string topic) => _changelogs.Contains(topic);

    /// <summary>The tasks that have something to restore.</summary>
    public IReadOnlyList<TaskId> TasksWithState { get; }

    /// <summary>What a task reads, by source.</summary>
    public IReadOnlyList<TopicPartition> PartitionsOf(TaskId task)
    {
        var partitions = new List<TopicPartition>();
        foreach (var topic in SourceTopics)
        {
            if (topic.SubTopology == task.SubTopology && task.Partition < topic.Partitions)
            {
                partitions.Add(new TopicPartition(topic.Name, task.Partition));
            }
        }

        return partitions;
    }

    /// <summary>
    /// Takes up partitions that source topics were given since. Safe while others look at the plan: what they have of it stays, and only tasks come that were not
    /// there.
    /// </summary>
    /// <param name="grown">The plan as it would be now.</param>
    /// <param name="topology">The topology.</param>
    /// <returns>False when it cannot be: keys of tasks with state would be in other partitions, or another topic would stand for the tasks.</returns>
    public bool TryGrow(TopicPlan grown, TopologyDescriptor topology)
    {
        bool isSafe = _leads.Select(static t => t.Name).SequenceEqual(grown._leads.Select(static t => t.Name)) &&
            topology.SubTopologies.All(s => s.Stores.IsEmpty || TaskCount(s.Id) == grown.TaskCount(s.Id));
        if (isSafe)
        {
            _shape = grown._shape;
        }

        return isSafe;
    }

    /// <summary>Computes the plan.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="applicationId">Stands before the names of internal topics.</param>
    /// <param name="existing">Partition counts of the topics that exist.</param>
    /// <exception cref="StreamsException">A topic is missing, or partition counts do not fit.</exception>
    public static TopicPlan Create(TopologyDescriptor topology, string applicationId, IReadOnlyDictionary<string, int> existing)
    {
        var counts = PartitionCounts.Compute(topology, applicationId, existing);
        var sources = new Dictionary<string, SourceTopic>();
        var taskCounts = new Dictionary<int, int>();
        var internalTopics = new Dictionary<string, InternalTopic>();
        foreach (var repartition in topology.RepartitionTopics)
        {
            string name = repartition.Topic.Resolve(applicationId);
            string reason = repartition.Partitions is null ? AsManyAs(repartition.Upstream, applicationId) : "as [Repartition] says";
            internalTopics[name] = new InternalTopic(name, counts[name], InternalTopic.RepartitionConfig, reason);
        }

        foreach (var sub in topology.SubTopologies)
        {
            for (int i = 0; i < sub.Sources.Length; i++)
            {
                var source = sub.Sources[i];
                string name = source.Topic.Resolve(applicationId);
                var topic = new SourceTopic(name, sub.Id, i, counts[name], source.OffsetReset, internalTopics.ContainsKey(name));
                if (!sources.TryAdd(name, topic))
                {
                    throw new InvalidOperationException($"Topic '{name}' has two sources in {topology.TypeName}; the compiler merges them into one.");
                }
            }

            int tasks = sub.Sources.Max(s => counts[s.Topic.Resolve(applicationId)]);
            taskCounts[sub.Id] = tasks;
            foreach (var store in sub.Stores.Where(s => s.Changelog is { IsInternal: true }))
            {
                string name = store.Changelog!.Value.Resolve(applicationId);
                string reason = AsManyAs(sub.Sources.Select(s => s.Topic), applicationId);
                internalTopics[name] = new InternalTopic(name, tasks, InternalTopic.Of(store.Retention), reason);
            }
        }

        CheckExisting(internalTopics.Values, existing);
        return new TopicPlan(topology, sources, taskCounts, [.. internalTopics.Values], existing.Keys);
    }

    /// <summary>Full names of all topics that the topology uses and that may be there.</summary>
    public static HashSet<string> AllTopics(TopologyDescriptor topology, string applicationId)
    {
        var subs = topology.SubTopologies;
        var names = subs.SelectMany(s => s.Sources.Select(source => source.Topic))
            .Concat(subs.SelectMany(s => s.Sinks))
            .Concat(subs.SelectMany(s => s.Stores.Select(store => store.Changelog).OfType<TopicName>()))
            .Concat(topology.RepartitionTopics.Select(r => r.Topic))
            .Concat(topology.GlobalTables.Select(g => g.Topic));
        return [.. names.Select(n => n.Resolve(applicationId))];
    }

    /// <summary>What depends on how many partitions there are.</summary>
    private sealed record Shape(
        IReadOnlyDictionary<string, SourceTopic> Sources, IReadOnlyDictionary<int, int> TaskCounts, IReadOnlyList<SourceTopic> SourceTopics);

    private static string AsManyAs(IEnumerable<TopicName> topics, string applicationId) =>
        "as many as " + string.Join(", ", topics.Select(t => $"'{t.Resolve(applicationId)}'"));

    private static void CheckExisting(IEnumerable<InternalTopic> topics, IReadOnlyDictionary<string, int> existing)
    {
        foreach (var topic in topics)
        {
            if (existing.TryGetValue(topic.Name, out int partitions) && partitions != topic.Partitions)
            {
                throw new StreamsException(
                    $"Internal topic '{topic.Name}' has {partitions} partitions and must have {topic.Partitions}, {topic.Reason}. " +
                    "A partition count was changed since it was made: keys would be looked for in the wrong partition. Undo the change, or delete " +
                    "the topic, and with it the state it holds, while no instance runs; or use another ApplicationId.");
            }
        }
    }
}
