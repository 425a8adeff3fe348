using System.Buffers.Binary;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.Serdes;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Topologies;

/// <summary>
/// What a compiler would make of a topology that re-keys <c>in</c> by its value and counts: two sub-topologies with a repartition topic
/// between them, a store with a record cache, and a global table whose value, if there is one, is sent instead of the key.
/// </summary>
public sealed class CountByValue : ITopology<CountByValue>
{
    private static readonly TopicName Repartition = new("counts-repartition", IsInternal: true);
    private static readonly TopicName Changelog = new("counts-changelog", IsInternal: true);

    private readonly TopologyHandle _handle = new();

    public static TopologyDescriptor Descriptor { get; } = new()
    {
        Name = "count-by-value",
        TypeName = typeof(CountByValue).FullName!,
        SubTopologies =
        [
            new SubTopologyDescriptor
            {
                Id = 0,
                Sources = [new("In", new TopicName("in"))],
                Sinks = [Repartition],
                Steps = [new("In", StepKind.Process)],
            },
            new SubTopologyDescriptor
            {
                Id = 1,
                Sources = [new("Counts", Repartition)],
                Sinks = [new TopicName("out")],
                Stores = [new KeyValueStoreDescriptor { Name = "counts", Changelog = Changelog, Caching = true }],
                Steps = [new("Counts", StepKind.Process)],
            },
        ],
        GlobalTables = [new GlobalTableDescriptor("Names", new TopicName("names"), "names-store")],
        RepartitionTopics = [new RepartitionTopicDescriptor(Repartition, null, [new TopicName("in")])],
        TopicSerdes =
        [
            new(new TopicName("out"), StringSerde.Instance, Int64Serde.Instance),
            new(Changelog, StringSerde.Instance, Int64Serde.Instance),
        ],
        Description = "",
        Mermaid = "",
    };

    public Table<string, long> Counts => new(_handle, "counts", StringSerde.Instance, Int64Serde.Instance);

    public static CountByValue Create(IServiceProvider services) => new();

    public static TopologyTask CreateTask(CountByValue topology, TaskContext context) =>
        context.Id.SubTopology == 0 ? new SelectKeyTask(context) : new CountTask(context);

    public void Bind(StateQueries queries) => _handle.Bind(queries);

    private sealed class SelectKeyTask(TaskContext context) : TopologyTask(context)
    {
        private readonly OutputTopic _topic = context.Topic(Repartition);

        public override void Process(int source, in RawRecord record) =>
            Context.Collector.Send(_topic, RecordCollector.PartitionByKey, record.Value, record.Value, record.Timestamp, null);
    }

    private sealed class CountTask(TaskContext context) : TopologyTask(context)
    {
        private readonly OutputTopic _topic = context.Topic(new TopicName("out"));
        private readonly KeyValueBytesStore _store = context.Store<KeyValueBytesStore>("counts");
        private readonly GlobalKeyValueStore _names = context.GlobalStore("names-store");

        public override void Process(int source, in RawRecord record)
        {
            long count = _store.TryGet(record.Key.Span, out var entry) ? BinaryPrimitives.ReadInt64BigEndian(entry.Value) : 0;
            Span<byte> value = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, count + 1);
            _store.Put(record.Key.Span, value, record.Timestamp);
            if (!_store.IsCached)
            {
                Forward(record.Key.Span, value, record.Timestamp);
            }
        }

        public override void Flush()
        {
            while (_store.TryTakeChange(out var change))
            {
                Forward(change.Key, change.NewValue, change.Timestamp);
            }
        }

        private void Forward(ReadOnlySpan<byte> key, Bytes value, long timestamp)
        {
            lock (_names.Gate)
            {
                Bytes name = _names.Entries.TryGet(key, out var entry) ? entry.Value : key;
                Context.Collector.Send(_topic, RecordCollector.PartitionByKey, name, value, timestamp, null);
            }
        }
    }
}
