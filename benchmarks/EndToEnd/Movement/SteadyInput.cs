using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.Movement;

/// <summary>Trades for the workload <c>count</c>: each key once, so that there is state to move, then evenly over all partitions.</summary>
internal sealed class SteadyInput : IDisposable
{
    public const string Topic = "count-in";
    public const int Partitions = 12;
    public const int PerSecond = 1200;

    private const int Keys = 24_000; // some thousand records of each changelog: Kafka Streams moves a task with fewer than 10,000 at once

    private readonly IProducer<string, byte[]> _producer;
    private readonly byte[] _trade = new byte[100];

    public SteadyInput(string bootstrap) => _producer = new ProducerBuilder<string, byte[]>(new ProducerConfig
    {
        BootstrapServers = bootstrap,
        LingerMs = 5,
        Partitioner = Confluent.Kafka.Partitioner.Murmur2Random,
    }).Build();

    public void SendEachKey()
    {
        for (int key = 0; key < Keys; key++)
        {
            Send(key);
        }

        _producer.Flush(TimeSpan.FromSeconds(30));
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        for (long sent = 0; !stop.IsCancellationRequested; await Task.Delay(10, CancellationToken.None))
        {
            for (; sent < (long)(clock.Elapsed.TotalSeconds * PerSecond); sent++)
            {
                Send((int)(sent * 7919 % Keys));
            }
        }
    }

    public void Dispose() => _producer.Dispose();

    private void Send(int key) =>
        _producer.Produce(Topic, new Message<string, byte[]> { Key = $"key-{key.ToString(CultureInfo.InvariantCulture)}", Value = _trade });
}
