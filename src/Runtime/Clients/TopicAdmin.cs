using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>Topic administration through Confluent.Kafka.</summary>
internal sealed class TopicAdmin : ITopicAdmin
{
    private static readonly TimeSpan VisibilityPause = TimeSpan.FromMilliseconds(20);

    private readonly IAdminClient _client;
    private readonly IInProcessBroker? _inProcess;

    public TopicAdmin(IReadOnlyDictionary<string, string> config, ILogger logger)
    {
        _inProcess = InProcessBrokers.Of(config);
        _client = new AdminClientBuilder(config)
            .SetLogHandler((_, line) => ClientLog.Library(logger, line))
            .SetErrorHandler((client, error) => ClientLog.ClientError(logger, client.Name, error.Code, error.Reason))
            .Build();
    }

    /// <inheritdoc/>
    /// <remarks>Does not make brokers create topics, as a plain metadata request can.</remarks>
    public async Task<IReadOnlyDictionary<string, int>> PartitionCountsAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(topics.Count);
        if (topics.Count == 0)
        {
            return counts;
        }

        foreach (var topic in await DescribeAsync(topics, timeout, cancellationToken).ConfigureAwait(false))
        {
            if (topic.Error.Code == ErrorCode.NoError)
            {
                counts.Add(topic.Name, topic.Partitions.Count);
            }
            else if (topic.Error.Code != ErrorCode.UnknownTopicOrPart)
            {
                throw new KafkaException(new Error(topic.Error.Code, $"The topic {topic.Name} cannot be looked up: {topic.Error.Reason}"));
            }
        }

        return counts;
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
        var lows = ListOffsetsAsync(partitions, OffsetSpec.Earliest(), timeout);
        var highs = await ListOffsetsAsync(partitions, OffsetSpec.Latest(), timeout).WaitAsync(cancellationToken).ConfigureAwait(false);
        var ends = new Dictionary<TopicPartition, WatermarkOffsets>();
        foreach (var (partition, low) in await lows.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            if (highs.TryGetValue(partition, out var high))
            {
                ends.Add(partition, new WatermarkOffsets(low, high));
            }
        }

        return ends;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DescribedMember>> DescribeGroupAsync(string group, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var described = await _client.DescribeConsumerGroupsAsync([group], new DescribeConsumerGroupsOptions { RequestTimeout = timeout })
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. described.ConsumerGroupDescriptions.SelectMany(static g => g.Members).Select(static m =>
            new DescribedMember(m.ConsumerId, m.GroupInstanceId, m.ClientId, m.Host, m.Assignment.TopicPartitions))];
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
            await _client.DeleteRecordsAsync(before, new DeleteRecordsOptions { OperationTimeout = timeout, RequestTimeout = timeout })
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

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
            await _client.CreateTopicsAsync([specification], options)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CreateTopicsException e) when (e.Results[0].Error.Code == ErrorCode.TopicAlreadyExists)
        {
            // Another instance was faster.
        }
        catch (CreateTopicsException e)
        {
            var error = e.Results[0].Error;
            throw new KafkaException(new Error(
                error.Code,
                $"The topic {topic} with {partitions} partitions, {replicationFactor} replicas cannot be made: {error.Reason}"), e);
        }
    }

    private async Task<List<TopicDescription>> DescribeAsync(
        IReadOnlyCollection<string> topics, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _client.DescribeTopicsAsync(
                TopicCollection.OfTopicNames(topics), new DescribeTopicsOptions { RequestTimeout = timeout })
                .WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.TopicDescriptions;
        }
        catch (DescribeTopicsException e)
        {
            // Thrown when there is a topic with an error, such as one that does not exist.
            return e.Results.TopicDescriptions;
        }
    }

    private async Task<Dictionary<TopicPartition, Offset>> ListOffsetsAsync(
        IReadOnlyCollection<TopicPartition> partitions, OffsetSpec spec, TimeSpan timeout)
    {
        var options = new ListOffsetsOptions { RequestTimeout = timeout, IsolationLevel = IsolationLevel.ReadUncommitted };
        var questions = partitions.Select(p => new TopicPartitionOffsetSpec { TopicPartition = p, OffsetSpec = spec });
        IEnumerable<TopicPartitionOffsetError> answers;
        try
        {
            answers = (await _client.ListOffsetsAsync(questions, options).ConfigureAwait(false)).ResultInfos.Select(static r => r.TopicPartitionOffsetError);
        }
        catch (ListOffsetsException e)
        {
            answers = e.Result.ResultInfos.Select(static r => r.TopicPartitionOffsetError);
        }

        var offsets = new Dictionary<TopicPartition, Offset>();
        foreach (var answer in answers)
        {
            if (!answer.Error.IsError)
            {
                offsets[answer.TopicPartition] = answer.Offset;
            }
            else if (answer.Error.Code is not (ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition))
            {
                throw new KafkaException(new Error(answer.Error.Code, $"Where {answer.TopicPartition} begins and ends cannot be found out: {answer.Error.Reason}"));
            }
        }

        return offsets;
    }
}
