using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using GenStreams.Soak.Checks;
using GenStreams.Soak.Faults;
using GenStreams.Soak.Feeds;
using GenStreams.Soak.Instances;
using GenStreams.Tests.Cluster;

namespace GenStreams.Soak;

/// <summary>
/// Runs instances of an application as processes against a real broker, feeds them, lets things go wrong, and compares what they committed with
/// what must have come out, computed beside them.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    public const int Partitions = 4;

    /// <summary>
    /// Where event time begins, milliseconds since 1970-01-01 UTC: half a day ago, at a full minute. Much longer ago, and brokers delete changelogs of windows by their age.
    /// </summary>
    public static readonly long StartOfTime = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 60_000 * 60_000) - (12 * 3_600_000);

    private const string Application = "soak";
    private const double LinesPerSecond = 120;
    private const double EventsPerSecond = 200;

    private static readonly string[] Inputs =
    [
        LinesFeed.Topic, EventsFeed.Topic, JoinsFeed.LeftTopic, JoinsFeed.RightTopic, JoinsFeed.OrderTopic, JoinsFeed.UserTopic, JoinsFeed.ItemTopic,
    ];

    // Without a fault, each partition goes on within this time; the first seconds of it are the end of the last fault's session or transaction.
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenCalms = TimeSpan.FromSeconds(60);

    // Longer than a transaction may take: what is not there by then is not being waited for.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(20);

    private readonly SoakOptions _options;
    private readonly SoakLog _log;
    private readonly string _folder;
    private readonly KafkaCluster _cluster;
    private readonly Ledger _ledger;
    private readonly OwnedItems _owned;
    private readonly InputProducer _producer;
    private readonly GroupProgress _progress;
    private readonly OutputReader _reader;
    private readonly InstancePool _instances;
    private readonly FaultPlan _faults;
    private int _hangs;

    private SoakRun(SoakOptions options, SoakLog log, string folder)
    {
        _options = options;
        _log = log;
        _folder = folder;
        log.Say($"starting {options.Brokers} broker(s)");
        _cluster = new KafkaCluster(options.Brokers, "genstreams-soak");
        string bootstrap = _cluster.BootstrapServers;
        _ledger = new Ledger(log);
        _owned = new OwnedItems(_ledger);
        _producer = new InputProducer(bootstrap);
        _progress = new GroupProgress(bootstrap, Application, _producer);
        _reader = new OutputReader(bootstrap, _ledger, _owned);
        _instances = new InstancePool(log, folder, Settings(options, bootstrap), new Random(options.Seed));
        _faults = new FaultPlan(_cluster, _instances, log, new Random(options.Seed), !options.AtLeastOnce);
    }

    /// <summary>Runs it; logs are in <c>artifacts/soak</c>.</summary>
    /// <returns>0 if all that the guarantee promises held.</returns>
    public static async Task<int> RunAsync(SoakOptions options)
    {
        string folder = Path.GetFullPath(Path.Combine("artifacts", "soak"));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        using var log = new SoakLog(folder);
        log.Say(string.Create(CultureInfo.InvariantCulture,
            $"soak of {options.Minutes} minutes, seed {options.Seed}, {(options.AtLeastOnce ? "at least once" : "exactly once")}; logs in {folder}"));
        using var run = new SoakRun(options, log, folder);
        return await run.RunAsync();
    }

    public void Dispose()
    {
        _instances.Dispose();
        _reader.Dispose();
        _progress.Dispose();
        _producer.Dispose();
        _cluster.Dispose();
    }

    private static string[] Settings(SoakOptions options, string bootstrap) =>
    [
        $"--GenStreams:BootstrapServers={bootstrap}",
        $"--GenStreams:ApplicationId={Application}",
        $"--GenStreams:ProcessingGuarantee={(options.AtLeastOnce ? "AtLeastOnce" : "ExactlyOnce")}",
        "--GenStreams:CommitInterval=00:00:00.100",
        "--GenStreams:CacheMaxBytes=0", // each update comes out, so that each can be checked
        "--GenStreams:Consumer:session.timeout.ms=6000",
        "--GenStreams:Producer:transaction.timeout.ms=10000",
    ];

    private async Task<int> RunAsync()
    {
        await CreateTopicsAsync();
        using var over = new CancellationTokenSource(); // for all that goes beside
        using var fed = new CancellationTokenSource();
        using var hopeless = new CancellationTokenSource();
        Task[] beside =
        [
            Task.Factory.StartNew(() => _reader.Read(over.Token), TaskCreationOptions.LongRunning),
            _progress.WatchAsync(over.Token),
            TellAsync(over.Token),
        ];
        using var supervised = new CancellationTokenSource();
        var supervisor = _instances.SuperviseAsync(supervised.Token);
        _instances.Start("a");
        _instances.Start("b");

        var joins = new JoinsFeed(_producer, _ledger, _owned, _progress, _options.Seed);
        Task[] feeds =
        [
            new LinesFeed(_producer, _ledger, _options.Seed).RunAsync(LinesPerSecond, fed.Token),
            new EventsFeed(_producer, _ledger, _options.Seed).RunAsync(EventsPerSecond, fed.Token),
            joins.RunAsync(fed.Token, hopeless.Token),
        ];
        await RunFaultsAsync();

        _log.Say("the input ends; no more faults");
        await fed.CancelAsync();
        hopeless.CancelAfter(HangLimit);
        await FinishAsync(feeds, joins, hopeless.Token);
        await SettleAsync();
        await supervised.CancelAsync();
        await supervisor;
        await Task.WhenAll(_instances.Running.Select(_instances.StopAsync));
        await over.CancelAsync();
        await Task.WhenAll(beside);
        _cluster.CopyLogs(_folder);
        return Judge(joins.Rounds);
    }

    private async Task CreateTopicsAsync()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _cluster.BootstrapServers }).Build();
        string[] topics = [.. Inputs, .. OutputReader.Topics];
        await admin.CreateTopicsAsync(topics.Select(topic => new TopicSpecification { Name = topic, NumPartitions = Partitions }));
        while (admin.GetMetadata(TimeSpan.FromSeconds(10)).Topics.FindAll(topic => topics.Contains(topic.Topic)) is var there &&
            (there.Count < topics.Length || there.Exists(topic => topic.Partitions.Exists(partition => partition.Leader < 0))))
        {
            await Task.Delay(100);
        }
    }

    private async Task RunFaultsAsync()
    {
        var clock = Stopwatch.StartNew();
        while (_reader.Seen == 0 && clock.Elapsed < HangLimit)
        {
            await Task.Delay(100);
        }

        await CalmAsync("at the start");
        var run = TimeSpan.FromMinutes(_options.Minutes);
        var calm = clock.Elapsed + BetweenCalms;
        while (clock.Elapsed < run)
        {
            await _faults.NextAsync();
            if (clock.Elapsed > calm && clock.Elapsed < run)
            {
                await CalmAsync("between faults");
                calm = clock.Elapsed + BetweenCalms;
            }
        }
    }

    /// <summary>Waits until all goes on. What does not is a hang; it gets new instances, so that the rest of the time is not lost.</summary>
    private async Task CalmAsync(string when)
    {
        var still = await _progress.StandingStillAsync(HangLimit);
        if (still.Count == 0)
        {
            return;
        }

        Hang(still, when);
        foreach (var instance in _instances.Running)
        {
            await _instances.KillAsync(instance);
            _instances.Start(instance.Name);
        }
    }

    private void Hang(List<(TopicPartition Partition, long Committed, long End)> still, string when)
    {
        _hangs += still.Count;
        foreach (var (partition, committed, end) in still)
        {
            _log.Say($"! hang {when}: {partition.Topic}[{partition.Partition.Value}] stands at {committed} of {end} for {HangLimit.TotalSeconds} s");
        }
    }

    private async Task FinishAsync(Task[] feeds, JoinsFeed joins, CancellationToken hopeless)
    {
        try
        {
            await Task.WhenAll(feeds);
            await joins.FinishAsync(hopeless);
        }
        catch (OperationCanceledException)
        {
            _log.Say("! the joins did not come to their end");
        }
    }

    /// <summary>Waits until all results are there, or nothing comes any more.</summary>
    private async Task SettleAsync()
    {
        var quiet = Stopwatch.StartNew();
        long state = -1;
        while (_ledger.Missing > 0 || _owned.Missing() > 0 || _progress.Behind().Any())
        {
            long now = _reader.Seen + _progress.Committed.Values.Sum();
            if (now != state)
            {
                state = now;
                quiet.Restart();
            }

            var behind = _progress.Behind().ToList();
            if (behind.Count > 0 && quiet.Elapsed > HangLimit)
            {
                Hang(behind, "at the end");
                return;
            }

            if (behind.Count == 0 && quiet.Elapsed > QuietLimit)
            {
                return;
            }

            await Task.Delay(100);
        }

        await Task.Delay(2000); // what was doubled may come, too
    }

    private async Task TellAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            long behind = _progress.Behind().Sum(partition => partition.End - partition.Committed);
            _log.Say($"  sent {_producer.Sent}, results {_reader.Seen}, missing {_ledger.Missing}, input behind {behind}, instances {_instances.Running.Length}");
            await Task.Delay(TimeSpan.FromSeconds(10), stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private int Judge(int rounds)
    {
        var input = InputAudit.CountIds(_cluster.BootstrapServers, Inputs);
        InputAudit.TellDoubled(input, _log);
        _ledger.Close(input);
        _owned.Close();
        _log.Print(string.Create(CultureInfo.InvariantCulture,
            $"{_producer.Sent} records in, {_reader.Seen} results, {rounds} rounds of joins, {_faults.Count} faults, {_instances.EndedByThemselves} instances ended by themselves"));
        if (_ledger.Summary() is { Length: > 0 } summary)
        {
            _log.Print($"by kind: {summary}");
        }

        var (lost, doubled, wrong) = (_ledger.Count("lost"), _ledger.Count("doubled"), _ledger.Count("wrong"));
        _log.Print(string.Create(CultureInfo.InvariantCulture, $"lost {lost}, doubled {doubled}, wrong {wrong}, hangs {_hangs}"));
        bool kept = lost == 0 && _hangs == 0 && (_options.AtLeastOnce || (doubled == 0 && wrong == 0));
        return kept ? 0 : 1;
    }
}
