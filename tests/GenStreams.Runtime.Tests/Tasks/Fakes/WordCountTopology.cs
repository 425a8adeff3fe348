using System.Buffers.Text;
using System.Text;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.State;
using GenStreams.Topologies;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>
/// What the compiler would make of word count: <c>lines</c> are split, words go through a repartition topic and are counted in a cached store
/// to <c>word-counts</c>. Lines that begin with <c>?</c> cannot be read, the word <c>boom</c> throws in Words, and <c>unwritable</c> cannot
/// be serialized.
/// </summary>
internal sealed class WordCountTopology(WordCountTopology.Listener? listener) : ITopology<WordCountTopology>, IDisposable
{
    private readonly TopologyHandle _handle = new();

    public static TopologyDescriptor Descriptor { get; } = new()
    {
        Name = "wordcount",
        TypeName = "Tests.WordCount",
        Description = string.Empty,
        Mermaid = string.Empty,
        RepartitionTopics = [new RepartitionTopicDescriptor(Repartition, null, [new TopicName("lines")])],
        SubTopologies =
        [
            new SubTopologyDescriptor
            {
                Id = 0,
                Sources = [new SourceDescriptor("Lines", new TopicName("lines"))],
                Sinks = [Repartition],
                Steps =
                [
                    new StepDescriptor("Lines", StepKind.DeserializeValue),
                    new StepDescriptor("Words", StepKind.Process),
                    new StepDescriptor("Words", StepKind.Serialize),
                ],
            },
            new SubTopologyDescriptor
            {
                Id = 1,
                Sources = [new SourceDescriptor("Words", Repartition)],
                Sinks = [new TopicName("word-counts")],
                Stores = [new KeyValueStoreDescriptor { Name = "counts", Changelog = new TopicName("counts-changelog", true), Caching = true }],
                Steps = [new StepDescriptor("Counts", StepKind.Process)],
            },
        ],
    };

    private static TopicName Repartition => new("counts-repartition", true);

    public static WordCountTopology Create(IServiceProvider services) => new((Listener?)services.GetService(typeof(Listener)));

    public static TopologyTask CreateTask(WordCountTopology topology, TaskContext context) =>
        context.SubTopology.Id == 0 ? new SplitTask(topology, context) : new CountTask(context);

    public void Bind(StateQueries queries) => _handle.Bind(queries);

    public long Count(string word)
    {
        var found = new System.Buffers.ArrayBufferWriter<byte>();
        return _handle.Queries.TryGet("counts", Encoding.UTF8.GetBytes(word), found, out _)
            ? long.Parse(Encoding.UTF8.GetString(found.WrittenSpan), System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    public void Dispose() => listener?.Disposed();

    /// <summary>A service that operators use.</summary>
    public sealed class Listener
    {
        private int _disposals;

        public Action<string, CancellationToken>? OnWord { get; set; }

        public int Disposals => Volatile.Read(ref _disposals);

        public void Disposed() => Interlocked.Increment(ref _disposals);
    }

    private void Word(string word, CancellationToken stopping)
    {
        listener?.OnWord?.Invoke(word, stopping);
        if (word == "boom")
        {
            throw new InvalidOperationException("the word is not liked");
        }
    }

    private sealed class SplitTask(WordCountTopology topology, TaskContext context) : TopologyTask(context)
    {
        private readonly OutputTopic _words = context.Topic(Repartition);

        public override void Process(int source, in RawRecord record)
        {
            try
            {
                Split(record);
            }
            catch (Exception e) when (Resumes(e))
            {
            }
        }

        private void Split(in RawRecord record)
        {
            At = 0;
            string line = Encoding.UTF8.GetString(record.Value.Span);
            if (line.StartsWith('?'))
            {
                throw new SerdeException("a line must not begin with ?");
            }

            At = 1;
            if (record.Value.IsNull)
            {
                Drop("the value is null");
                return;
            }

            foreach (string word in line.Split(' '))
            {
                At = 1;
                topology.Word(word, Context.Stopping);
                At = 2;
                if (word == "unwritable")
                {
                    throw new SerdeException("cannot be written");
                }

                byte[] key = Encoding.UTF8.GetBytes(word);
                Context.Collector.Send(
                    _words, RecordCollector.PartitionByKey, new Bytes(key), new Bytes(key), record.Timestamp, Context.Record.Headers);
            }
        }
    }

    private sealed class CountTask(TaskContext context) : TopologyTask(context)
    {
        private readonly KeyValueBytesStore _counts = context.Store<KeyValueBytesStore>("counts");
        private readonly OutputTopic _output = context.Topic(new TopicName("word-counts"));

        public override void Process(int source, in RawRecord record)
        {
            long count = 1;
            if (_counts.TryGet(record.Key.Span, out var entry) && Utf8Parser.TryParse(entry.Value, out long before, out _))
            {
                count = before + 1;
            }

            Span<byte> value = stackalloc byte[20];
            Utf8Formatter.TryFormat(count, value, out int length);
            _counts.Put(record.Key.Span, value[..length], record.Timestamp);
            if (!_counts.IsCached)
            {
                Forward(record.Key.Span, new Bytes(value[..length]), record.Timestamp);
            }
            else if (_counts.CacheIsFull)
            {
                Flush();
            }
        }

        public override void Flush()
        {
            while (_counts.TryTakeChange(out var change))
            {
                Forward(change.Key, change.NewValue, change.Timestamp);
            }
        }

        private void Forward(ReadOnlySpan<byte> key, Bytes value, long timestamp) =>
            Context.Collector.Send(_output, RecordCollector.PartitionByKey, new Bytes(key), value, timestamp, null);
    }
}
