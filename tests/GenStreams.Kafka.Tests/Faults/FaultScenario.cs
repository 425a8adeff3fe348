using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;

namespace GenStreams.Kafka.Tests.Faults;

/// <summary>
/// Instances of <see cref="Counting"/> as processes, and input that goes on whatever happens. In the end each count of each key must have come,
/// exactly once also once.
/// </summary>
internal sealed class FaultScenario : IAsyncDisposable
{
    public const int Partitions = 4;

    private const int Keys = 40;

    private readonly string _bootstrapServers;
    private readonly ProcessingGuarantee _guarantee;
    private readonly ConcurrentBag<TestProgram> _programs = [];
    private readonly CancellationTokenSource _fed = new();
    private readonly long[] _sent = new long[Keys];
    private Task _feeding = Task.CompletedTask;

    private FaultScenario(string bootstrapServers, ProcessingGuarantee guarantee)
    {
        _bootstrapServers = bootstrapServers;
        _guarantee = guarantee;
        Client = new BrokerClient(bootstrapServers);
    }

    public BrokerClient Client { get; }

    public string Application { get; } = TestApplication.NewId("faults");

    /// <summary>Makes the topics anew.</summary>
    public static async Task<FaultScenario> CreateAsync(string bootstrapServers, ProcessingGuarantee guarantee = ProcessingGuarantee.ExactlyOnce)
    {
        var scenario = new FaultScenario(bootstrapServers, guarantee);
        await scenario.Client.CreateTopicsAsync(Partitions, Counting.Input, Counting.Output);
        return scenario;
    }

    /// <summary>Starts an instance.</summary>
    /// <param name="name">Its instance id; null: the default.</param>
    /// <param name="killAt">Where in a commit it kills itself; null: nowhere.</param>
    /// <param name="settings">Further ones.</param>
    public TestProgram Start(string? name, string? killAt = null, params string[] settings)
    {
        var program = TestProgram.Counting(
            _bootstrapServers,
            [
                $"--GenStreams:ApplicationId={Application}",
                $"--GenStreams:ProcessingGuarantee={_guarantee}",
                "--GenStreams:CacheMaxBytes=0", // each count comes out
                "--GenStreams:Consumer:session.timeout.ms=6000",
                "--GenStreams:Producer:transaction.timeout.ms=10000",
                .. name is null ? Array.Empty<string>() : [$"--GenStreams:InstanceId={name}"],
                .. settings,
            ],
            killAt);
        _programs.Add(program);
        return program;
    }

    /// <summary>Sends records from now on, two hundred a second, until it is told to stop.</summary>
    public void Feed() => _feeding = Task.Run(FeedAsync);

    /// <summary>Sends one record that counts, like all others.</summary>
    public void Send(string value, int key = 0)
    {
        Client.Produce(Counting.Input, [(Key(key), value)]);
        Interlocked.Increment(ref _sent[key]);
    }

    /// <summary>Sends records, one for each key and time.</summary>
    public void SendAll(params DateTimeOffset[] times)
    {
        foreach (var time in times)
        {
            Client.Produce(Enumerable.Range(0, Keys).Select(key => (
                new TopicPartition(Counting.Input, Confluent.Kafka.Partition.Any),
                new Message<string?, byte[]?> { Key = Key(key), Value = "x"u8.ToArray(), Timestamp = new Timestamp(time) })));
            for (int key = 0; key < Keys; key++)
            {
                Interlocked.Increment(ref _sent[key]);
            }
        }
    }

    /// <summary>What was sent last was deleted before anyone could read it.</summary>
    public void Forget()
    {
        for (int key = 0; key < Keys; key++)
        {
            Interlocked.Decrement(ref _sent[key]);
        }
    }

    /// <summary>Waits until as many results are there as records were sent.</summary>
    public Task AllIsCountedAsync(params TestProgram[] alive) => WaitAsync(
        () => alive.All(program => program.IsRunning) && Results() >= _sent.Sum(), "all is counted");

    public async Task StopFeedingAsync()
    {
        await _fed.CancelAsync();
        await _feeding.WaitAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>How many results there are.</summary>
    public int Results() => Client.ReadAll(Counting.Output).Count;

    /// <summary>Waits until results come that were not there.</summary>
    public async Task GoesOnAsync(string when, TimeSpan? limit = null, params TestProgram[] alive)
    {
        int before = Results();
        await WaitAsync(() => alive.All(program => program.IsRunning) && Results() > before, $"counts come {when}", limit);
    }

    /// <summary>Waits until each partition of the output has results that were not there.</summary>
    public async Task AllGoOnAsync(string when, TimeSpan? limit = null)
    {
        Dictionary<int, long>? before = null;
        await WaitAsync(
            () =>
            {
                var now = Ends();
                before ??= now;
                return Enumerable.Range(0, Partitions).All(partition => now.GetValueOrDefault(partition) > before.GetValueOrDefault(partition));
            },
            $"counts come from all partitions {when}",
            limit);
    }

    /// <summary>Ends the input and compares all that has come out.</summary>
    public async Task AssertAllIsCountedAsync(TimeSpan? limit = null)
    {
        await StopFeedingAsync();
        var expected = Enumerable.Range(0, Keys).Where(key => _sent[key] > 0).ToDictionary(Key, key => _sent[key]);
        await WaitAsync(
            () => Client.LastValues(Counting.Output) is var counts && expected.All(key => counts.GetValueOrDefault(key.Key) >= key.Value),
            "all is counted",
            limit ?? TimeSpan.FromSeconds(90));
        var results = Client.ReadAll(Counting.Output).ToLookup(record => record.Message.Key!, BrokerClient.Count);
        if (_guarantee == ProcessingGuarantee.ExactlyOnce)
        {
            // A count that is missing was lost, one that is there twice was done twice.
            Assert.All(expected, key => Assert.Equal(Enumerable.Range(1, (int)key.Value).Select(count => (long)count), results[key.Key]));
        }
        else
        {
            Assert.All(expected, key => Assert.Subset(results[key.Key].ToHashSet(), Enumerable.Range(1, (int)key.Value).Select(count => (long)count).ToHashSet()));
        }
    }

    /// <summary>What all instances have printed.</summary>
    public string Printed() => string.Join("\n----\n", _programs.Select(program => program.Output));

    public async ValueTask DisposeAsync()
    {
        await _fed.CancelAsync();
        foreach (var program in _programs)
        {
            program.Dispose();
        }

        _fed.Dispose();
    }

    private async Task WaitAsync(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        try
        {
            await Eventually.Async(condition, what, limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Printed()}", late);
        }
    }

    private static string Key(int key) => $"k{key.ToString(CultureInfo.InvariantCulture)}";

    private Dictionary<int, long> Ends() =>
        Client.ReadAll(Counting.Output).GroupBy(record => record.Partition.Value).ToDictionary(group => group.Key, group => (long)group.Count());

    private async Task FeedAsync()
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig
        {
            BootstrapServers = _bootstrapServers,
            EnableIdempotence = true,
            MessageTimeoutMs = 300_000,
            LingerMs = 5,
            Partitioner = Confluent.Kafka.Partitioner.Murmur2Random,
        }).SetLogHandler((_, _) => { }).Build();
        Error? failure = null;
        byte[] value = Encoding.UTF8.GetBytes("x");
        for (int next = 0; !_fed.IsCancellationRequested; next++)
        {
            int key = next % Keys;
            producer.Produce(Counting.Input, new Message<string, byte[]> { Key = Key(key), Value = value }, report =>
            {
                failure = report.Error.IsError ? report.Error : failure;
            });
            Interlocked.Increment(ref _sent[key]);
            await Task.Delay(5, CancellationToken.None);
        }

        Assert.Equal(0, producer.Flush(TimeSpan.FromMinutes(1)));
        Assert.Null(failure);
    }
}
