using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>Topic administration through Confluent.Kafka.</summary>
internal sealed class TopicAdmin : ITopicAdmin
{
    private static readonly TimeSpan VisibilityPause = TimeSpan.FromMilliseconds(20);

    // How much longer than it may take an answer is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Func<IAdminClient> _create;
    private IAdminClient _client;
    private readonly IInProcessBroker? _inProcess;
    private volatile ClientTrouble? _trouble;

    public TopicAdmin(IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        _inProcess = InProcessBrokers.Of(config);
        var log = new LimitedLog(logger);
        _create = () => new AdminClientBuilder(config)
            .SetLogHandler((_, line) => log.Line(line))
            .SetErrorHandler((client, error) =>
            {
                _trouble = ClientTrouble.Of(error) ?? _trouble;
                log.Error(client.Name, error);
            })
            .Build();
        _client = _create();
    }

    /// <inheritdoc/>
    public ClientTrouble? Trouble => _trouble;

    /// <inheritdoc/>
    /// <remarks>Does not make brokers create topics, as a plain metadata request can.</remarks>
    public async Task<IReadOnlyDictionary<string, int>> PartitionCountsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var known = await TopicsAsync(topics, timeout, cancellationToken).ConfigureAwait(false);
        return known.ToDictionary(static topic => topic.Key, static topic => topic.Value.Partitions);
    }

    /// <inheritdoc/>
    /// <remarks>Does not make brokers create topics, as a plain metadata request can.</remarks>
    public async Task<IReadOnlyDictionary<string, KnownTopic>> TopicsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownTopic>(topics.Count);
        if (topics.Count == 0)
        {
            return known;
        }

        foreach (var topic in await DescribeAsync(topics, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (topic.Error.Code == ErrorCode.NoError)
            {
                known.Add(topic.Name, new KnownTopic(topic.Partitions.Count, topic.TopicId));
            }
            else if (topic.Error.Code != ErrorCode.UnknownTopicOrPart)
            {
                throw Failure(topic.Error, $"The topic {topic.Name} cannot be looked up");
            }
        }

        return known;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> CleanupPoliciesAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var policies = new Dictionary<string, string>(topics.Count);

        // The broker inside the process keeps no settings of topics.
        if (topics.Count == 0 || _inProcess is not null)
        {
            return policies;
        }

        var resources = topics.Select(static topic => new ConfigResource { Type = ResourceType.Topic, Name = topic });
        foreach (var topic in await DescribeConfigsAsync(resources, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (topic.Error.Code == ErrorCode.NoError)
            {
                policies.Add(topic.ConfigResource.Name, topic.Entries["cleanup.policy"].Value);
            }
            else if (topic.Error.Code is not (ErrorCode.UnknownTopicOrPart or ErrorCode.TopicAuthorizationFailed))
            {
                throw Failure(topic.Error, $"The settings of the topic {topic.ConfigResource.Name} cannot be looked up");
            }
        }

        return policies;
    }

    /// <inheritdoc/>
    /// <remarks>A broker in this process ends with it, and so do its topics.</remarks>
    public async Task<IReadOnlyDictionary<string, string>> TopicIdsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, string>(topics.Count);
        if (topics.Count == 0 || _inProcess is not null)
        {
            return ids;
        }

        foreach (var topic in await DescribeAsync(topics, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (topic.Error.Code == ErrorCode.NoError && topic.TopicId is { } id && (id.MostSignificantBits | id.LeastSignificantBits) != 0)
            {
                ids.Add(topic.Name, id.ToString());
            }
        }

        return ids;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<TopicPartition, WatermarkOffsets>> EndsAsync(
        IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var ends = new Dictionary<TopicPartition, WatermarkOffsets>(partitions.Count);
        if (partitions.Count == 0)
        {
            return ends;
        }

        var answers = await AskEndsAsync(partitions, timeout, cancellationToken).ConfigureAwait(false);
        foreach (var (partition, low) in answers[0])
        {
            if (answers[1].TryGetValue(partition, out var high))
            {
                ends.Add(partition, new WatermarkOffsets(low, high));
            }
        }

        return ends;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DescribedMember>> DescribeGroupAsync(string group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(group, timeout, cancellationToken).ConfigureAwait(false);
        return described is null
            ? []
            : [.. described.Members.Select(static member => new DescribedMember(
                member.ConsumerId, member.GroupInstanceId, member.ClientId, member.Host, member.Assignment.TopicPartitions))];
    }

    /// <inheritdoc/>
    public async Task<GroupProtocol?> GroupProtocolAsync(string group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(group, timeout, cancellationToken).ConfigureAwait(false);
        return described is null || described.Members.Count == 0 ? null
            : described.GroupType == ConsumerGroupType.Consumer ? GroupProtocol.Consumer
            : GroupProtocol.Classic;
    }

    /// <inheritdoc/>
    /// <remarks>Returns when the topic can be looked up, which brokers allow a moment after they made it.</remarks>
    public async Task CreateAsync(
        string topic,
        int partitions,
        short replicationFactor,
        IReadOnlyDictionary<string, string> config,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (_inProcess is not null)
        {
            _inProcess.TryCreateTopic(topic, partitions);
            return;
        }

        long start = Stopwatch.GetTimestamp();
        await RequestTopicAsync(topic, partitions, replicationFactor, config, timeout, cancellationToken).ConfigureAwait(false);
        while (!(await PartitionCountsAsync([topic], timeout, cancellationToken).ConfigureAwait(false)).ContainsKey(topic))
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                throw new KafkaException(new Error(
                    ErrorCode.Local_TimedOut, $"The topic {topic} was made, but its partitions did not become known within {timeout}"));
            }

            await Task.Delay(VisibilityPause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteRecordsAsync(
        IReadOnlyCollection<TopicPartitionOffset> before, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_inProcess is not null)
        {
            foreach (var offset in before)
            {
                _inProcess.DeleteRecords(offset);
            }
        }
        else if (before.Count > 0)
        {
            var options = new DeleteRecordsOptions { OperationTimeout = timeout, RequestTimeout = timeout };
            await AnswerAsync(client => client.DeleteRecordsAsync(before, options), timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task RequestTopicAsync(
        string topic,
        int partitions,
        short replicationFactor,
        IReadOnlyDictionary<string, string> config,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var specification = new TopicSpecification
        {
            Name = topic,
            NumPartitions = partitions,
            ReplicationFactor = replicationFactor,
            Configs = new Dictionary<string, string>(config),
        };
        var options = new CreateTopicsOptions { OperationTimeout = timeout, RequestTimeout = timeout };
        try
        {
            await AnswerAsync(CreateAsync, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (CreateTopicsException e) when (e.Results[0].Error.Code == ErrorCode.TopicAlreadyExists)
        {
            // Another instance was faster.
        }
        catch (CreateTopicsException e)
        {
            var error = e.Results[0].Error;
            throw Failure(error, $"The topic {topic} with {partitions} partitions, {replicationFactor} replicas cannot be made");
        }

        async Task<bool> CreateAsync(IAdminClient client)
        {
            await client.CreateTopicsAsync([specification], options).ConfigureAwait(false);
            return true;
        }
    }

    private async Task<List<TopicDescription>> DescribeAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var options = new DescribeTopicsOptions { RequestTimeout = timeout };
            return (await AnswerAsync(client => client.DescribeTopicsAsync(TopicCollection.OfTopicNames(topics), options), timeout, cancellationToken).ConfigureAwait(false)).TopicDescriptions;
        }
        catch (DescribeTopicsException e)
        {
            // Thrown when there is a topic with an error, such as one that does not exist.
            return e.Results.TopicDescriptions;
        }
    }

    private async Task<List<DescribeConfigsReport>> DescribeConfigsAsync(
        IEnumerable<ConfigResource> resources, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var options = new DescribeConfigsOptions { RequestTimeout = timeout };
            var results = await AnswerAsync(client => client.DescribeConfigsAsync(resources, options), timeout, cancellationToken).ConfigureAwait(false);
            return results.ConvertAll(static result => new DescribeConfigsReport
            {
                ConfigResource = result.ConfigResource,
                Entries = result.Entries,
                Error = new Error(ErrorCode.NoError),
            });
        }
        catch (DescribeConfigsException e)
        {
            return e.Results;
        }
        catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_UnsupportedFeature)
        {
            // A broker inside of another process: it keeps no settings either.
            return [];
        }
    }

    // Asks the leaders that the library knows of. It looks them up again for no error, only every quarter of an hour: after a broker has
    // gone away or restarted, it would ask in vain, or be told all the time that it does not know its leaders any more.
    private async Task<Dictionary<TopicPartition, Offset>[]> AskEndsAsync(
        IReadOnlyCollection<TopicPartition> partitions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await AskOnceAsync().ConfigureAwait(false);
        }
        catch (KafkaException)
        {
            await AnswerAsync(client => Task.Run(() => client.GetMetadata(timeout), cancellationToken), timeout, cancellationToken).ConfigureAwait(false);
            return await AskOnceAsync().ConfigureAwait(false);
        }

        Task<Dictionary<TopicPartition, Offset>[]> AskOnceAsync() => AnswerAsync(
            client => Task.WhenAll(
                OffsetQuestion.AskAsync(client, partitions, OffsetSpec.Earliest(), timeout),
                OffsetQuestion.AskAsync(client, partitions, OffsetSpec.Latest(), timeout)),
            timeout,
            cancellationToken);
    }

    // Null for a group that does not exist. The broker inside the process describes none.
    private async Task<ConsumerGroupDescription?> DescribeAsync(string group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_inProcess is not null)
        {
            return null;
        }

        ConsumerGroupDescription described;
        try
        {
            var options = new DescribeConsumerGroupsOptions { RequestTimeout = timeout };
            described = (await AnswerAsync(client => client.DescribeConsumerGroupsAsync([group], options), timeout, cancellationToken).ConfigureAwait(false)).ConsumerGroupDescriptions[0];
        }
        catch (DescribeConsumerGroupsException e)
        {
            described = e.Results.ConsumerGroupDescriptions[0];
        }

        return described.Error.Code switch
        {
            ErrorCode.NoError => described,
            ErrorCode.GroupIdNotFound => null,
            _ => throw Failure(described.Error, $"The group {group} cannot be looked up"),
        };
    }

    // The library does not always answer when a broker goes away under a question, so the wait has an end of its own. The client is then not trusted any more. One
    // question after the other: a client that is disposed of under a question ends the process.
    private async Task<T> AnswerAsync<T>(Func<IAdminClient, Task<T>> ask, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await ask(_client).WaitAsync(timeout + Patience, cancellationToken).ConfigureAwait(false);
            _trouble = null;
            return answer;
        }
        catch (TimeoutException)
        {
            var old = _client;
            _client = _create();
            _ = Task.Run(old.Dispose, CancellationToken.None);
            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"The brokers did not answer within {timeout}"));
        }
        finally
        {
            _turn.Release();
        }
    }

    private KafkaException Failure(Error error, string what)
    {
        _trouble = ClientTrouble.Of(error) ?? _trouble;
        return new KafkaException(new Error(error.Code, $"{what}: {error.Reason}"));
    }
}
