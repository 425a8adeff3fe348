using System.Collections.Concurrent;
using Confluent.Kafka;

namespace GenStreams.Tasks;

/// <summary>
/// Records that the broker has refused for good, or was asked to take in one batch with such a record: remembered while the work since the last commit is done
/// again. A batch is refused as a whole, so each of its records is suspected until it was sent alone. Safe for all threads: tasks can change theirs meanwhile.
/// </summary>
internal sealed class RefusedRecords(TimeProvider time)
{
    // Long after the work was done again.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Place, long> _suspects = new();
    private readonly ConcurrentDictionary<(Place Place, int Fingerprint), ErrorAction> _decisions = new();
    private volatile bool _isAny;

    /// <summary>Whether anything is remembered.</summary>
    public bool IsAny => _isAny;

    /// <summary>Whether an error is one of the record that was sent, and not of the broker, the moment or the application.</summary>
    public static bool IsOfRecord(Error error) => error.Code is
        ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidRecord or ErrorCode.InvalidMsg or ErrorCode.InvalidMsgSize or ErrorCode.RecordListTooLarge or
        ErrorCode.PolicyViolation or InvalidTimestamp or InvalidDifferentRecord;

    /// <summary>A record was refused, alone or with others.</summary>
    public void Suspect(in Place place)
    {
        _suspects[place] = time.GetTimestamp();
        _isAny = true;
    }

    /// <summary>Whether a record from this place was refused.</summary>
    public bool IsSuspect(in Place place) => _suspects.ContainsKey(place);

    /// <summary>It is decided what becomes of a record that was refused alone.</summary>
    public void Decide(in Place place, int fingerprint, ErrorAction action) => _decisions[(place, fingerprint)] = action;

    /// <summary>What becomes of a record, if that is decided.</summary>
    public bool TryGetDecision(in Place place, int fingerprint, out ErrorAction action) => _decisions.TryGetValue((place, fingerprint), out action);

    /// <summary>A commit has worked: what is old is forgotten.</summary>
    public void Tidy()
    {
        foreach (var (place, since) in _suspects)
        {
            if (time.GetElapsedTime(since) > Remembered && _suspects.TryRemove(place, out _))
            {
                foreach (var decided in _decisions.Keys)
                {
                    if (decided.Place == place)
                    {
                        _decisions.TryRemove(decided, out _);
                    }
                }
            }
        }

        _isAny = !_suspects.IsEmpty;
    }

    // Codes of the protocol and of the library that Confluent.Kafka has no names for.
    private const ErrorCode InvalidTimestamp = (ErrorCode)32;
    private const ErrorCode InvalidDifferentRecord = (ErrorCode)(-138);

    /// <summary>What was sent where: the record that it came from, and the topic.</summary>
    /// <param name="Source">The partition of the record; null when there was none, as in a punctuation.</param>
    /// <param name="Offset">Its offset; -1 when there was none.</param>
    /// <param name="Topic">The topic that was written to.</param>
    internal readonly record struct Place(TopicPartition? Source, long Offset, string Topic);
}
