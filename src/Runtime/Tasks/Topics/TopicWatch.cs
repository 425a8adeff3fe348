using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Asks the brokers every few seconds for the topics that are read: the clients do not tell that a topic was deleted, or that another of the same name is read now. Asks
/// on one thread; the answer is for all threads.
/// </summary>
internal sealed class TopicWatch(IReadOnlyCollection<string> topics, ITopicAdmin admin, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Backoff _backoff = new(time, logger);
    private Task<IReadOnlyDictionary<string, KnownTopic>>? _asking;
    private bool _hasAsked;
    private long _lastAsked;
    private volatile Answer _answer = new(0, new Dictionary<string, KnownTopic>());

    /// <summary>Counts answers; 0: there was none yet.</summary>
    public int Version => _answer.Version;

    /// <summary>Asks when it is time, and takes the answer when it is there. Does not wait.</summary>
    public void Update()
    {
        if (_asking is { IsCompleted: true } answered)
        {
            _asking = null;
            Take(answered);
        }

        if (_asking is null && (!_hasAsked || time.GetElapsedTime(_lastAsked) > Interval) && _backoff.IsOver)
        {
            _hasAsked = true;
            _lastAsked = time.GetTimestamp();
            _asking = admin.TopicsAsync(topics, Timeout, CancellationToken.None);
        }
    }

    /// <summary>Whether a topic was there when the brokers were asked last.</summary>
    public bool IsThere(string topic) => _answer.Topics.ContainsKey(topic);

    /// <summary>The <see cref="TopicMark"/> of a topic when the brokers were asked last.</summary>
    public long MarkOf(string topic) => _answer.Topics.TryGetValue(topic, out var found) ? TopicMark.Of(found.Id) : TopicMark.Unknown;

    private void Take(Task<IReadOnlyDictionary<string, KnownTopic>> answered)
    {
        if (answered.Exception?.InnerException is KafkaException failure)
        {
            _backoff.Failed("The question which topics there are", failure);
            return;
        }

        _backoff.Succeeded();
        _answer = new Answer(_answer.Version + 1, answered.GetAwaiter().GetResult());
    }

    private sealed record Answer(int Version, IReadOnlyDictionary<string, KnownTopic> Topics);
}
