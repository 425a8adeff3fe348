using Confluent.Kafka;
using GenStreams.Clients;
using GenStreams.Topologies;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Before the threads start: checks that the topics of a topology are there and fit, and makes its internal ones.</summary>
internal sealed class TopicPreparation
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private readonly ITopicAdmin _admin;
    private readonly TopologyDescriptor _topology;
    private readonly StreamsConfig _config;
    private readonly IReadOnlyCollection<string> _deadLetterTopics;
    private readonly Func<IReadOnlyList<TopicPartition>, TimeSpan, IReadOnlyList<CommittedOffset>> _committed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private bool _isTroubleTold;

    /// <summary>The preparation of a topology.</summary>
    public TopicPreparation(
        ITopicAdmin admin,
        TopologyDescriptor topology,
        StreamsConfig config,
        IReadOnlyCollection<string> deadLetterTopics,
        Func<IReadOnlyList<TopicPartition>, TimeSpan, IReadOnlyList<CommittedOffset>> committed,
        TimeProvider time,
        ILogger logger)
    {
        _admin = admin;
        _topology = topology;
        _config = config;
        _deadLetterTopics = deadLetterTopics;
        _committed = committed;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
    }

    /// <summary>The partition counts of all topics, internal ones included, after <see cref="RunAsync"/>.</summary>
    public IReadOnlyDictionary<string, int> Partitions { get; private set; } = new Dictionary<string, int>();

    /// <summary>Checks and makes topics.</summary>
    /// <exception cref="StreamsException">A topic is missing, counts do not fit, or the cluster did not do it in time.</exception>
    public async Task<TopicPlan> RunAsync(CancellationToken cancellationToken)
    {
        var names = TopicPlan.AllTopics(_topology, _config.ApplicationId);
        names.UnionWith(_deadLetterTopics);
        var existing = await FindAsync(names, cancellationToken).ConfigureAwait(false);
        var plan = TopicPlan.Create(_topology, _config.ApplicationId, existing);
        CheckDeadLetterTopics(existing);
        await CheckPoliciesAsync(plan, existing, cancellationToken).ConfigureAwait(false);
        var missing = plan.InternalTopics.Where(t => !existing.ContainsKey(t.Name)).ToList();
        if (missing.Count > 0)
        {
            await CheckMissingAsync(plan, missing, existing, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(missing.Select(t => CreateAsync(t, cancellationToken))).ConfigureAwait(false);
            existing = await AwaitAsync(names, missing, cancellationToken).ConfigureAwait(false);

            // Another instance may have made them, in another version of the topology.
            plan = TopicPlan.Create(_topology, _config.ApplicationId, existing);
        }

        Partitions = existing;
        return plan;
    }

    private async Task CheckPoliciesAsync(TopicPlan plan, IReadOnlyDictionary<string, int> existing, CancellationToken cancellationToken)
    {
        string[] topics = [.. plan.InternalTopics.Select(static t => t.Name).Where(existing.ContainsKey)];
        if (topics.Length > 0)
        {
            InternalTopicChecks.CheckPolicies(plan.InternalTopics, await RetryAsync(
                "look the settings of internal topics up", rest => _admin.CleanupPoliciesAsync(topics, rest, cancellationToken), cancellationToken)
                .ConfigureAwait(false));
        }
    }

    private async Task CheckMissingAsync(
        TopicPlan plan, IReadOnlyCollection<InternalTopic> missing, IReadOnlyDictionary<string, int> existing, CancellationToken cancellationToken)
    {
        var partitions = InternalTopicChecks.SourcePartitions(plan, existing);
        if (_config.AcceptsMissingChangelogs || partitions.Count == 0)
        {
            return;
        }

        var committed = await RetryAsync(
            "ask what the group has committed", rest => Task.Run(() => _committed(partitions, rest), cancellationToken), cancellationToken).ConfigureAwait(false);
        InternalTopicChecks.CheckMissing(_topology, _config.ApplicationId, missing, committed);
    }

    private void CheckDeadLetterTopics(IReadOnlyDictionary<string, int> existing)
    {
        foreach (string topic in _deadLetterTopics)
        {
            if (!existing.ContainsKey(topic))
            {
                throw new StreamsException($"The dead letter topic '{topic}' does not exist: create it, or choose another error policy.");
            }
        }
    }

    private Task<IReadOnlyDictionary<string, int>> FindAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        RetryAsync("look topics up", rest => _admin.PartitionCountsAsync(names, rest, cancellationToken), cancellationToken);

    private async Task CreateAsync(InternalTopic topic, CancellationToken cancellationToken)
    {
        await RetryAsync(
            $"create internal topic '{topic.Name}'",
            async rest =>
            {
                await _admin.CreateAsync(topic.Name, topic.Partitions, _config.ReplicationFactor, topic.Config, rest, cancellationToken)
                    .ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        Log.TopicCreated(_logger, topic.Name, topic.Partitions);
    }

    // A topic that was just made takes a moment to be known to all brokers.
    private async Task<IReadOnlyDictionary<string, int>> AwaitAsync(
        IReadOnlyCollection<string> names, List<InternalTopic> made, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await FindAsync(names, cancellationToken).ConfigureAwait(false);
            var absent = made.FirstOrDefault(t => !found.ContainsKey(t.Name));
            if (absent is null)
            {
                return found;
            }

            if (Rest <= TimeSpan.Zero)
            {
                throw new StreamsException($"Internal topic '{absent.Name}' was created but is not there after {_config.StartTimeout} (StartTimeout).");
            }

            await Task.Delay(RetryDelay, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Rest => _config.StartTimeout - _time.GetElapsedTime(_start);

    // Wrong credentials do not become right; an address where nobody listens may.
    private void CheckTrouble(string what)
    {
        if (_admin.Trouble is not { } trouble)
        {
            return;
        }

        string message = $"Topology '{_config.Topology}' could not {what}: {trouble.Reason}. {Advice(trouble.Kind)}";
        if (trouble.Kind != ClientTroubleKind.Address)
        {
            throw new StreamsException(message);
        }

        if (!_isTroubleTold)
        {
            _isTroubleTold = true;
            Log.CannotConnect(_logger, message, _config.StartTimeout);
        }
    }

    private string Advice(ClientTroubleKind kind) => kind switch
    {
        ClientTroubleKind.Address => $"Is BootstrapServers ('{_config.Clients.BootstrapServers}') right, and are the brokers up?",
        ClientTroubleKind.Tls => "Check security.protocol and the ssl.* properties (Common), and that the port is one of that protocol.",
        ClientTroubleKind.Authentication => "Check sasl.mechanism, sasl.username and sasl.password, or the other sasl.* properties (Common).",
        _ => "The broker knows the client and does not let it: check its rights (ACLs).",
    };

    /// <summary>Asks what the start needs, as long as the start may take.</summary>
    /// <exception cref="StreamsException">It was not answered in time.</exception>
    public async Task<T> RetryAsync<T>(string what, Func<TimeSpan, Task<T>> call, CancellationToken cancellationToken)
    {
        var delay = RetryDelay;
        while (true)
        {
            try
            {
                var rest = Rest;
                rest = rest < LongestCall ? rest : LongestCall;
                return await call(rest > RetryDelay ? rest : RetryDelay).ConfigureAwait(false);
            }
            catch (KafkaException e) when (KafkaErrors.IsOfMoment(KafkaErrors.Of(e)) && Rest > delay)
            {
                CheckTrouble(what);
                Log.Retrying(_logger, what, e.Error.Reason);
                await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
            catch (KafkaException e)
            {
                throw new StreamsException(
                    $"Topology '{_config.Topology}' cannot start: it could not {what} at '{_config.Clients.BootstrapServers}' (BootstrapServers): " +
                    $"{e.Error.Reason}", e);
            }
        }
    }
}
