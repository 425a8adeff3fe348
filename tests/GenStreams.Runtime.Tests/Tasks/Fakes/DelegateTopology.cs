using System.Collections.Immutable;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Tasks of any shape that do what a test says.</summary>
internal sealed class DelegateTopology(TopologyDescriptor descriptor, DelegateTopology.OnRecord onRecord) : StreamTaskFactory
{
    /// <summary>What a task does with a record.</summary>
    public delegate void OnRecord(TaskContext context, int source, in RawRecord record);

    /// <summary>What a punctuator does.</summary>
    public delegate void OnPunctuation(TaskContext context, int punctuator, Punctuation punctuation);

    /// <summary>The time that an extractor gives.</summary>
    public delegate long OnExtract(int source, in RawRecord record);

    public OnPunctuation? Punctuates { get; init; }

    public OnExtract? Extracts { get; init; }

    /// <summary>Told when stream time goes on without records.</summary>
    public Action<long>? Advances { get; init; }

    /// <summary>What a task does to save what it has emitted.</summary>
    public Action<TaskContext>? Saves { get; init; }

    /// <summary>The times that a task shows.</summary>
    public Action<ITimeVisitor>? Times { get; init; }

    public override TopologyDescriptor Descriptor { get; } = descriptor;

    public override OwnedTask Create(TaskContext context) => new(new Task(this, context), new MemoryStream());

    public override object CreateForQueries(StateQueries queries, out IDisposable lifetime)
    {
        lifetime = new MemoryStream();
        return this;
    }

    /// <summary>One sub-topology that reads topics.</summary>
    public static TopologyDescriptor Reading(
        IEnumerable<SourceDescriptor> sources, ImmutableArray<StoreDescriptor> stores = default, bool copartitioned = true, params GlobalTableDescriptor[] globals)
    {
        ImmutableArray<SourceDescriptor> all = [.. sources];
        return new TopologyDescriptor
        {
            Name = "test",
            TypeName = "Tests.Test",
            Description = string.Empty,
            Mermaid = string.Empty,
            GlobalTables = [.. globals],
            SubTopologies =
            [
                new SubTopologyDescriptor
                {
                    Id = 0,
                    Sources = all,
                    Stores = stores.IsDefault ? [] : stores,
                    CopartitionGroups = copartitioned && all.Length > 1 ? [[.. Enumerable.Range(0, all.Length)]] : [],
                    Steps = [new StepDescriptor("Work", StepKind.Process)],
                },
            ],
        };
    }

    /// <summary>One sub-topology that notes, in order, what it gets.</summary>
    public static DelegateTopology Noting(List<string> seen, params string[] topics) => new(
        Reading(topics.Select(t => new SourceDescriptor("Read", new TopicName(t)))),
        (TaskContext context, int source, in RawRecord record) =>
            seen.Add($"{context.Record.Topic}-{context.Record.Partition}@{context.Record.Offset}"));

    /// <summary>A table: what is read from <c>table</c> goes into a store that is its own, or the topic is its changelog.</summary>
    public static DelegateTopology Table(bool topicIsChangelog, List<KeyValueBytesStore> stores) => new(
        Reading(
            [new SourceDescriptor("Table", new TopicName("table"))],
            [new KeyValueStoreDescriptor { Name = "store", Changelog = topicIsChangelog ? new TopicName("table") : new TopicName("store-changelog", true) }]),
        (TaskContext context, int source, in RawRecord record) =>
        {
            var store = context.Store<KeyValueBytesStore>("store");
            if (!stores.Contains(store))
            {
                stores.Add(store);
            }

            store.Put(record.Key.Span, record.Value.Span, record.Timestamp);
        });

    private readonly OnRecord _onRecord = onRecord;

    private sealed class Task(DelegateTopology topology, TaskContext context) : TopologyTask(context)
    {
        public override long ExtractTimestamp(int source, in RawRecord record) =>
            topology.Extracts is { } extract ? extract(source, in record) : base.ExtractTimestamp(source, in record);

        public override void AdvanceStreamTime(long time) => topology.Advances?.Invoke(time);

        public override void SaveProgress() => topology.Saves?.Invoke(Context);

        public override void VisitTimes(ITimeVisitor visitor) => topology.Times?.Invoke(visitor);

        public override void Punctuate(int punctuator, Punctuation punctuation)
        {
            try
            {
                topology.Punctuates?.Invoke(Context, punctuator, punctuation);
            }
            catch (Exception e) when (Resumes(e))
            {
            }
        }

        public override void Process(int source, in RawRecord record)
        {
            try
            {
                topology._onRecord(Context, source, in record);
            }
            catch (Exception e) when (Resumes(e))
            {
            }
        }
    }
}
