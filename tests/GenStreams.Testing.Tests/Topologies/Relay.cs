using System.Text;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.Serdes;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Topologies;

/// <summary>
/// What a compiler would make of a topology that sends what it reads from <c>in</c> to <c>out</c>, but: drops null keys from
/// <c>keyed</c>, throws at <c>boom</c>, sends <c>again</c> back to <c>in</c>, and sends <c>astray</c> to a partition that is not there.
/// </summary>
public sealed class Relay(Relay.Stamp? stamp) : ITopology<Relay>
{
    public static TopologyDescriptor Descriptor { get; } = new()
    {
        Name = "relay",
        TypeName = typeof(Relay).FullName!,
        SubTopologies =
        [
            new SubTopologyDescriptor
            {
                Id = 0,
                Sources = [new("In", new TopicName("in")), new("Keyed", new TopicName("keyed"))],
                Sinks = [new TopicName("out"), new TopicName("in")],
                Steps = [new("In", StepKind.DeserializeValue), new("Forward", StepKind.Process)],
            },
        ],
        TopicSerdes = [new(new TopicName("in"), StringSerde.Instance, StringSerde.Instance)],
        Description = "",
        Mermaid = "",
    };

    public static Relay Create(IServiceProvider services) => new((Stamp?)services.GetService(typeof(Stamp)));

    public static TopologyTask CreateTask(Relay topology, TaskContext context) => new Task(topology, context);

    public void Bind(StateQueries queries)
    {
    }

    /// <summary>A service: what stands before each value.</summary>
    public sealed record Stamp(string Text);

    private sealed class Task(Relay topology, TaskContext context) : TopologyTask(context)
    {
        private readonly OutputTopic _out = context.Topic(new TopicName("out"));
        private readonly OutputTopic _in = context.Topic(new TopicName("in"));

        public override void Process(int source, in RawRecord record)
        {
            try
            {
                At = 1;
                if (source == 1 && record.Key.IsNull)
                {
                    Drop("null key");
                    return;
                }

                Forward(record);
            }
            catch (Exception e) when (Resumes(e))
            {
            }
        }

        private void Forward(in RawRecord record)
        {
            var headers = Context.Record.Headers;
            switch (Encoding.UTF8.GetString(record.Value.Span))
            {
                case "boom":
                    throw new FormatException("not a value");
                case "again":
                    Context.Collector.Send(_in, RecordCollector.PartitionByKey, record.Key, "once more"u8, record.Timestamp + 1, headers);
                    break;
                case "astray":
                    Context.Collector.Send(_out, 7, record.Key, record.Value, record.Timestamp, headers);
                    break;
                case var text when topology.Prefix is { } prefix:
                    byte[] value = Encoding.UTF8.GetBytes(prefix + text);
                    Context.Collector.Send(_out, RecordCollector.PartitionByKey, record.Key, new Bytes(value), record.Timestamp, headers);
                    break;
                default:
                    Context.Collector.Send(_out, RecordCollector.PartitionByKey, record.Key, record.Value, record.Timestamp, headers);
                    break;
            }
        }
    }

    private string? Prefix => stamp?.Text;
}
