using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Tasks;

/// <summary>
/// Growing waits between attempts at something that fails for a while: as long as the brokers are away, it is tried on and on. Says so once when it has begun,
/// and once when it works again.
/// </summary>
internal sealed class Backoff(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private TimeSpan _wait;
    private long _since;
    private long _failedAt;
    private string? _what;

    /// <summary>Whether the next attempt may be made.</summary>
    public bool IsOver => _what is null || time.GetElapsedTime(_failedAt) >= _wait;

    /// <summary>What fails, why and since when; null while nothing does.</summary>
    public string? Reason { get; private set; }

    /// <summary>An attempt has worked.</summary>
    public void Succeeded()
    {
        if (_what is not null)
        {
            Log.WorksAgain(logger, _what, time.GetElapsedTime(_since));
            _what = null;
            Reason = null;
        }
    }

    /// <summary>An attempt has failed.</summary>
    public void Failed(string what, KafkaException error)
    {
        _failedAt = time.GetTimestamp();
        if (_what is null)
        {
            _what = what;
            _since = _failedAt;
            _wait = First;
            Log.Retrying(logger, what, KafkaErrors.Of(error).Reason);
        }
        else
        {
            _wait = _wait * 2 < Longest ? _wait * 2 : Longest;
        }

        Reason = $"{what} fails: {KafkaErrors.Of(error).Reason}";
    }
}
