using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace GenStreams.EndToEnd.State;

/// <summary>Trades whose keys are numbers, of 16 bytes, so that what has become of each can be kept in an array.</summary>
internal sealed class NumberedInput : IDisposable
{
    private const string Prefix = "key-";
    private const int Digits = 12;

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly string _topic;
    private readonly int _keys;
    private readonly byte[] _trade = new byte[100];
    private long _failed;

    /// <summary>Input for a topic.</summary>
    /// <param name="bootstrap">The broker.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="keys">How many keys there are.</param>
    public NumberedInput(string bootstrap, string topic, int keys)
    {
        _topic = topic;
        _keys = keys;
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrap,
            LingerMs = 20,
            BatchSize = 128 * 1024,
            QueueBufferingMaxMessages = 200_000,
            Partitioner = Confluent.Kafka.Partitioner.Murmur2Random,
        }).Build();
    }

    /// <summary>The number of a key.</summary>
    public static int NumberOf(ReadOnlySpan<byte> key) => int.Parse(key[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Sends each key so many times, in an order that is the same each time and jumps about.</summary>
    public void SendAll(int times)
    {
        for (int time = 0; time < times; time++)
        {
            for (long i = 0; i < _keys; i++)
            {
                Send((int)(i * Step(_keys) % _keys));
            }
        }

        _producer.Flush(TimeSpan.FromMinutes(5));
        if (Volatile.Read(ref _failed) > 0)
        {
            throw new InvalidOperationException($"{_failed} records were not written.");
        }
    }

    /// <summary>Goes on sending, evenly.</summary>
    public async Task RunAsync(int perSecond, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        for (long sent = 0; !stop.IsCancellationRequested; await Task.Delay(10, CancellationToken.None))
        {
            for (; sent < (long)(clock.Elapsed.TotalSeconds * perSecond); sent++)
            {
                Send((int)(sent * Step(_keys) % _keys));
            }
        }
    }

    public void Dispose() => _producer.Dispose();

    // A prime that is no divisor goes through all keys.
    private static long Step(int keys) => keys % 7919 == 0 ? 7907 : 7919;

    private void Send(int key)
    {
        var message = new Message<byte[], byte[]>
        {
            Key = Encoding.ASCII.GetBytes(Prefix + key.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0')),
            Value = _trade,
        };
        while (true)
        {
            try
            {
                _producer.Produce(_topic, message, report =>
                {
                    if (report.Error.IsError)
                    {
                        Interlocked.Increment(ref _failed);
                    }
                });
                return;
            }
            catch (ProduceException<byte[], byte[]> e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                Thread.Sleep(1);
            }
        }
    }
}
