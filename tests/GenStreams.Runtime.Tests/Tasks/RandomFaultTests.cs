using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Confluent.Kafka;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

/// <summary>Several processes count words while whatever can go wrong does: what comes out is counted once, or at least once.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Random faults of a seed.")]
public sealed class RandomFaultTests
{
    private static readonly string[] Words = ["a", "b", "c", "d"];
    private static readonly string[] Leads = ["lines", "app-counts-repartition"];

    private readonly FakeCluster _cluster = new FakeCluster().WithTopic("lines", 3).WithTopic("word-counts", 1);
    private readonly Dictionary<string, long> _written = [];
    private readonly List<ThreadHarness> _processes = [];
    private readonly List<ThreadHarness> _dead = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Exactly_once_is_exactly_once(int seed)
    {
        Run(new Random(seed), exactlyOnce: true);

        Assert.Equal(_written, Counted());
        foreach (string word in Words)
        {
            var counts = Told(word);
            Assert.Equal(counts.Distinct().Order(), counts);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void At_least_once_loses_nothing(int seed)
    {
        Run(new Random(seed), exactlyOnce: false);

        var counted = Counted();
        Assert.All(_written, w => Assert.InRange(counted[w.Key], w.Value, w.Value * 10));
    }

    private void Run(Random random, bool exactlyOnce)
    {
        for (int number = 1; number <= 3; number++)
        {
            _processes.Add(Start(number, exactlyOnce));
        }

        for (int i = 0; i < 3000; i++)
        {
            Act(random, exactlyOnce);
        }

        for (int i = 0; i < 60; i++)
        {
            foreach (var process in _processes.ToArray())
            {
                Round(process, TimeSpan.FromSeconds(2), exactlyOnce);
            }
        }

        Assert.All(_processes, static p => Assert.Equal(TopologyState.Running, p.Board.State));
        _processes.Concat(_dead).ToList().ForEach(static p => p.Dispose());
        Assert.Equal(0, _cluster.Outstanding);
    }

    private void Act(Random random, bool exactlyOnce)
    {
        int index = random.Next(_processes.Count);
        var process = _processes[index];
        switch (random.Next(200))
        {
            case < 30:
                Write(Words[random.Next(Words.Length)], random.Next(3));
                break;
            case < 33:
                Kill(process, exactlyOnce, isThrownOut: random.Next(2) == 0);
                break;
            case < 35:
                // Nothing was heard of it for too long; it goes on as if nothing were.
                process.Member.ThrowOut();
                break;
            case < 40:
                string lead = Leads[random.Next(Leads.Length)];
                _cluster.Group.Move(new TopicPartition(lead, random.Next(3)), process.Member);
                break;
            case < 42:
                _cluster.Group.Rebalance();
                break;
            case < 43:
                _cluster.Transactions.TimeOut();
                break;
            case < 47:
                Fail(process, random);
                break;
            case < 49:
                process.AddThread(1 + random.Next(2));
                break;
            case < 52:
                process.Board.Tidy();
                break;
            case < 60:
                // The state thread and the stream threads are not always in step.
                process.State.RunOnce();
                break;
            default:
                Round(process, TimeSpan.FromMilliseconds(random.Next(300)), exactlyOnce);
                break;
        }
    }

    private void Write(string word, int partition)
    {
        _written[word] = _written.GetValueOrDefault(word) + 1;
        _cluster.Write("lines", null, word, partition: partition);
    }

    private void Fail(ThreadHarness process, Random random)
    {
        if (_cluster.Producers.FindLast(p => !p.IsDisposed && p.Config["client.id"] == "app-StreamThread-1-producer") is not { } producer)
        {
            return;
        }

        switch (random.Next(5))
        {
            case 0:
                producer.TransactionFailures.Enqueue(new KafkaTxnRequiresAbortException(new Error(ErrorCode.UnknownMemberId)));
                break;
            case 1:
                producer.LostAnswers.Enqueue(new KafkaException(new Error(ErrorCode.Local_Fenced, "fenced", isFatal: true)));
                break;
            case 2:
                producer.FlushFailures.Enqueue(new KafkaException(new Error(ErrorCode.Local_MsgTimedOut, "not delivered in time")));
                break;
            case 3:
                process.Member.CommitFailures.Enqueue(new KafkaException(new Error(ErrorCode.RebalanceInProgress)));
                break;
            default:
                _cluster.WatermarkFailures.Enqueue(new KafkaException(new Error(ErrorCode.Local_TimedOut)));
                break;
        }
    }

    private void Round(ThreadHarness process, TimeSpan time, bool exactlyOnce)
    {
        process.Time.Advance(time);
        try
        {
            process.Rounds(1);
        }
        catch (StreamsException)
        {
            // What ends a process is one more fault: another begins in its place.
            Kill(process, exactlyOnce, isThrownOut: true);
        }
    }

    // It is found out at once that it is gone, or only when the next one of its name is there already.
    private void Kill(ThreadHarness process, bool exactlyOnce, bool isThrownOut)
    {
        _processes.Remove(process);
        _dead.Add(process);
        if (isThrownOut)
        {
            process.Kill();
        }

        int number = int.Parse(process.Settings.Instance.AsSpan("app-here-".Length), CultureInfo.InvariantCulture);
        _processes.Add(Start(number, exactlyOnce));
        if (!isThrownOut)
        {
            process.Kill();
        }
    }

    private ThreadHarness Start(int number, bool exactlyOnce) => new ThreadHarness(
        _cluster, new StreamTaskFactory<WordCountTopology>(TestServices.With()),
        c => (exactlyOnce ? ThreadHarness.ExactlyOnce(c) : c) with { CommitInterval = TimeSpan.FromSeconds(1) }, number: number).Begin();

    private Dictionary<string, long> Counted() => Words.Where(_written.ContainsKey).ToDictionary(static w => w, w => Told(w)[^1]);

    private List<long> Told(string word) =>
    [
        .. _cluster.Texts("word-counts").Where(t => t.StartsWith(word + "=", StringComparison.Ordinal))
            .Select(t => long.Parse(t.AsSpan(word.Length + 1), CultureInfo.InvariantCulture)),
    ];
}
