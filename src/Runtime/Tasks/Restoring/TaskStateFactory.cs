using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using GenStreams.Processing;
using GenStreams.State.Disk;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Makes the states of a topology's tasks: with what was kept, or empty.</summary>
internal sealed class TaskStateFactory
{
    private readonly TopologyDescriptor _topology;
    private readonly StreamsConfig _config;
    private readonly StateFolder _folder;
    private readonly IReadOnlyDictionary<string, string> _topicIds;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StoreIntakes _intakes;

    /// <summary>A factory.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="config">Its settings.</param>
    /// <param name="folder">Where state is kept.</param>
    /// <param name="topicIds">The ids of the changelogs; null: nothing is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what cannot be kept, and why.</param>
    /// <param name="intakes">Decides on records of source topics that stores are restored from.</param>
    public TaskStateFactory(
        TopologyDescriptor topology, StreamsConfig config, StateFolder folder, IReadOnlyDictionary<string, string>? topicIds, TimeProvider time,
        ILogger logger, StoreIntakes intakes)
    {
        _topology = topology;
        _config = config;
        _folder = folder;
        _topicIds = topicIds ?? new Dictionary<string, string>();
        _time = time;
        _logger = logger;
        _intakes = intakes;
        if (topicIds is not null && topology.SubTopologies.Any(s => !IsKnown(s)))
        {
            Log.NoTopicIds(logger);
        }
    }

    /// <summary>The state of a task; kept in memory only when another process has its folder.</summary>
    public TaskState Create(TaskId id)
    {
        var sub = Find(id);
        return Create(id, sub, HasFolder(sub) ? _folder.TryOpen(id.ToString()) : null);
    }

    /// <summary>The state of a task, unless another process has its folder.</summary>
    public bool TryCreate(TaskId id, [NotNullWhen(true)] out TaskState? state)
    {
        var sub = Find(id);
        bool isTaken = false;
        var folder = HasFolder(sub) ? _folder.TryOpen(id.ToString(), out isTaken) : null;
        state = isTaken ? null : Create(id, sub, folder);
        return state is not null;
    }

    private SubTopologyDescriptor Find(TaskId id) => _topology.SubTopologies.First(s => s.Id == id.SubTopology);

    private bool HasFolder(SubTopologyDescriptor sub) => !sub.Stores.IsEmpty && IsKnown(sub);

    private TaskState Create(TaskId id, SubTopologyDescriptor sub, TaskFolder? folder)
    {
        bool isExactlyOnce = _config.Guarantee == ProcessingGuarantee.ExactlyOnce;
        var settings = new JournalSettings
        {
            Task = id.ToString(),
            Fingerprint = Fingerprint(sub),
            WritesCommittedOnly = isExactlyOnce,
            Time = _time,
            Logger = _logger,
        };
        try
        {
            return Open(_config.Engine.Open(folder, sub.Stores.Length, settings));
        }
        catch
        {
            folder?.Dispose();
            throw;
        }

        TaskState Open(OpenedState opened)
        {
            try
            {
                return new TaskState(id, sub, _config.ApplicationId, _config.CacheBytesPerThread, isExactlyOnce, opened, _intakes, folder);
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
    }

    private bool IsKnown(SubTopologyDescriptor sub) =>
        sub.Stores.All(store => store.Changelog is not { } changelog || _topicIds.ContainsKey(changelog.Resolve(_config.ApplicationId)));

    /// <summary>Stands for all that gives the content of stores its meaning: another value, another content.</summary>
    private ulong Fingerprint(SubTopologyDescriptor sub)
    {
        var text = new StringBuilder();
        foreach (var store in sub.Stores)
        {
            text.Append(store).Append('|');
            if (store.Changelog is { } changelog && _topicIds.TryGetValue(changelog.Resolve(_config.ApplicationId), out string? id))
            {
                text.Append(id).Append('|');
            }
        }

        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
