using System.Diagnostics;
using GenStreams.EndToEnd.Comparison;

namespace GenStreams.EndToEnd.Movement;

/// <summary>Instances of one program under steady load, and what is seen of their output. Everything is on a broker of its own.</summary>
internal sealed class MovementRun : IDisposable
{
    // Short sessions; Kafka 4's group protocol takes them from the broker, which also looks for dead transactions only every ten seconds by default.
    private const string BrokerSettings =
        "group.consumer.min.session.timeout.ms=6000;group.consumer.session.timeout.ms=6000;" +
        "group.consumer.min.heartbeat.interval.ms=1000;group.consumer.heartbeat.interval.ms=2000;" +
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly KafkaTools _tools;
    private readonly string _logs;
    private readonly string _states = Directory.CreateTempSubdirectory("moving").FullName;
    private readonly List<Process> _instances = [];
    private readonly CancellationTokenSource _fed = new();
    private SteadyInput? _input;
    private OutputWatch? _watch;
    private Task _feeding = Task.CompletedTask;

    public MovementRun(KafkaTools tools, Func<MovementRun, MovingProgram> program)
    {
        _tools = tools;
        Bootstrap = tools.StartKafka(BrokerSettings);
        Program = program(this);
        _logs = Path.GetFullPath(Path.Combine("artifacts", "bench", "logs"));
        Directory.CreateDirectory(_logs);
    }

    public MovingProgram Program { get; }

    public string Bootstrap { get; }

    public string States => _states;

    public OutputWatch Watch => _watch!;

    /// <summary>Starts two instances and the load; returns when all partitions go on and have done so for some time.</summary>
    public async Task StartAsync()
    {
        foreach (string topic in new[] { SteadyInput.Topic, OutputWatch.Topic })
        {
            _tools.Kafka("topics", "--create", "--topic", topic, "--partitions", $"{SteadyInput.Partitions}", "--replication-factor", "1");
        }

        _input = new SteadyInput(Bootstrap);
        _input.SendEachKey();
        _watch = new OutputWatch(Bootstrap);
        Add("1");
        Add("2");
        _feeding = _input.RunAsync(_fed.Token);
        await UntilAllGoOnAsync();

        // The two have shared the tasks out, and standbys have caught up.
        await Task.Delay(TimeSpan.FromSeconds(25));
        await UntilAllGoOnAsync();
        await Task.Delay(TimeSpan.FromSeconds(11));
    }

    /// <summary>Kills the second instance (SIGKILL).</summary>
    public void Kill() => _instances[1].Kill();

    public void Add(string instance)
    {
        string name = Program.Name.Replace(" ", "-", StringComparison.Ordinal);
        _instances.Add(Program.Start($"{name}-{instance}", Path.Combine(_logs, $"{name}-{instance}.log")));
    }

    public Task<string[]> AssignmentAsync() => GroupAssignment.OfAsync(Bootstrap, Program.Group);

    /// <summary>Waits until the group has given something to the third instance, as far as it ever does.</summary>
    public async Task UntilThirdHasWorkAsync()
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < StartLimit; await Task.Delay(2000))
        {
            if ((await AssignmentAsync()).Where(member => member is not null).Distinct().Count() > 2)
            {
                return;
            }
        }
    }

    public async Task UntilAllGoOnAsync()
    {
        for (var clock = Stopwatch.StartNew(); !Watch.AllGoOn; await Task.Delay(20))
        {
            if (clock.Elapsed > StartLimit)
            {
                throw new TimeoutException($"{Program.Name}: not all partitions go on after {StartLimit}; see {_logs}.");
            }
        }
    }

    public void Dispose()
    {
        _fed.Cancel();
        _feeding.Wait();
        foreach (var instance in _instances)
        {
            instance.Kill();
            instance.WaitForExit();
            instance.Dispose();
        }

        _watch?.Dispose();
        _input?.Dispose();
        _fed.Dispose();
        _tools.Kafka("stop");
        Directory.Delete(_states, recursive: true);
    }
}
