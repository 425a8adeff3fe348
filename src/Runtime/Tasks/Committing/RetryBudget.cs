using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>Lets transient errors pass for a while, until one that works resets it: nothing is retried for ever.</summary>
internal sealed class RetryBudget(TimeSpan limit, TimeProvider time, ILogger logger)
{
    private long _firstFailure;
    private bool _failing;

    /// <summary>It worked.</summary>
    public void Succeeded() => _failing = false;

    /// <summary>It failed, and will be tried again.</summary>
    /// <exception cref="StreamsException">It has failed for longer than the limit.</exception>
    public void Failed(string what, KafkaException error)
    {
        if (!_failing)
        {
            _failing = true;
            _firstFailure = time.GetTimestamp();
            Log.Retrying(logger, what, error.Error.Reason);
        }
        else if (time.GetElapsedTime(_firstFailure) > limit)
        {
            throw new StreamsException($"{what} has failed for {limit}, last with: {error.Error.Reason}. Is the cluster reachable and healthy?", error);
        }
    }
}
