using GenStreams.Topologies;

namespace GenStreams.Tasks;

/// <summary>Finds the partition counts of all topics that a topology reads: given ones, and those of repartition topics by Kafka Streams' rules.</summary>
internal sealed class PartitionCounts
{
    private readonly TopologyDescriptor _topology;
    private readonly string _applicationId;
    private readonly IReadOnlyDictionary<string, int> _existing;
    private readonly Dictionary<string, RepartitionTopicDescriptor> _repartitions;
    private readonly Dictionary<string, int> _counts = [];

    private PartitionCounts(TopologyDescriptor topology, string applicationId, IReadOnlyDictionary<string, int> existing)
    {
        _topology = topology;
        _applicationId = applicationId;
        _existing = existing;
        _repartitions = topology.RepartitionTopics.ToDictionary(r => r.Topic.Resolve(applicationId));
    }

    /// <summary>Computes the counts, by full name.</summary>
    /// <exception cref="StreamsException">A topic is missing, or co-partitioned topics differ.</exception>
    public static IReadOnlyDictionary<string, int> Compute(
        TopologyDescriptor topology, string applicationId, IReadOnlyDictionary<string, int> existing)
    {
        var counts = new PartitionCounts(topology, applicationId, existing);
        counts.TakeGiven();
        counts.FollowUpstream();
        counts.AlignCopartitioned();
        return counts._counts;
    }

    private void TakeGiven()
    {
        var missing = new List<string>();
        foreach (var source in _topology.SubTopologies.SelectMany(s => s.Sources))
        {
            TakeExisting(source.Topic, $"read by '{source.Member}'", missing);
        }

        foreach (var sink in _topology.SubTopologies.SelectMany(s => s.Sinks))
        {
            TakeExisting(sink, $"written by a sink of {_topology.TypeName}", missing);
        }

        foreach (var global in _topology.GlobalTables)
        {
            TakeExisting(global.Topic, $"read by global table '{global.Member}'", missing);
        }

        if (missing.Count > 0)
        {
            throw new StreamsException(
                $"Topology '{_topology.Name}' cannot start, these topics do not exist: {string.Join("; ", missing)}. " +
                "Create them, or correct their names in the [Source] and [Sink] attributes.");
        }

        foreach (var (name, repartition) in _repartitions)
        {
            if (repartition.Partitions is { } partitions)
            {
                _counts[name] = partitions;
            }
        }
    }

    private void TakeExisting(TopicName topic, string use, List<string> missing)
    {
        string name = topic.Resolve(_applicationId);
        if (_repartitions.ContainsKey(name))
        {
            return;
        }

        if (_existing.TryGetValue(name, out int partitions))
        {
            _counts[name] = partitions;
        }
        else
        {
            missing.Add($"'{name}' ({use})");
        }
    }

    // A repartition topic has as many partitions as the greatest topic upstream of it. It may follow another one, and even itself, where a
    // part of the graph reads back what it writes: so this goes on until nothing grows any more.
    private void FollowUpstream()
    {
        var followers = _repartitions.Keys.Where(IsFollower).ToList();
        bool grew;
        do
        {
            grew = false;
            foreach (string name in followers)
            {
                int greatest = _repartitions[name].Upstream.Max(topic => _counts.GetValueOrDefault(topic.Resolve(_applicationId)));
                if (greatest > _counts.GetValueOrDefault(name))
                {
                    _counts[name] = greatest;
                    grew = true;
                }
            }
        }
        while (grew);
    }

    private void AlignCopartitioned()
    {
        foreach (var sub in _topology.SubTopologies)
        {
            foreach (var group in sub.CopartitionGroups)
            {
                Align([.. group.Select(i => sub.Sources[i])]);
            }
        }
    }

    private void Align(IReadOnlyList<SourceDescriptor> group)
    {
        var followers = group.Select(Name).Where(IsFollower).ToList();
        var given = group.Where(s => !IsFollower(Name(s))).ToList();
        for (int i = 1; i < given.Count; i++)
        {
            if (_counts[Name(given[0])] != _counts[Name(given[i])])
            {
                throw new StreamsException(
                    $"Topics '{Name(given[0])}' ({_counts[Name(given[0])]} partitions, read by '{given[0].Member}') and '{Name(given[i])}' " +
                    $"({_counts[Name(given[i])]} partitions, read by '{given[i].Member}') are joined and must have equal partition counts, so that " +
                    "equal keys meet. Give them equal counts, or put a [Repartition] before the join.");
            }
        }

        int partitions = given.Count > 0 ? _counts[Name(given[0])] : followers.Max(name => _counts[name]);
        foreach (string name in followers)
        {
            _counts[name] = partitions;
        }
    }

    private string Name(SourceDescriptor source) => source.Topic.Resolve(_applicationId);

    private bool IsFollower(string name) => _repartitions.TryGetValue(name, out var repartition) && repartition.Partitions is null;
}
