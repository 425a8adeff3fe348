using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace GenStreams.Soak.Checks;

/// <summary>Results of windows. Their keys are Kafka Streams': the key, then the start of a window, or the end and the start of a session.</summary>
internal static class Windows
{
    public static string HopIdentity(string key, long start, string id) => string.Create(CultureInfo.InvariantCulture, $"hop {key} {start} {id}");

    public static string SessionIdentity(string key, string id) => $"session {key} {id}";

    public static string Value(long count, long sum) => string.Create(CultureInfo.InvariantCulture, $"{count} {sum}");

    public static string SessionValue(long start, long end, long count, long sum) =>
        string.Create(CultureInfo.InvariantCulture, $"{start} to {end}: {count} {sum}");

    public static void SeeHop(Ledger ledger, ConsumeResult<byte[]?, byte[]?> result)
    {
        var key = result.Message.Key.AsSpan();
        var (count, sum, id) = Tally(result);
        string identity = HopIdentity(Encoding.UTF8.GetString(key[..^8]), BinaryPrimitives.ReadInt64BigEndian(key[^8..]), id);
        ledger.See(identity, Value(count, sum), ResultPosition.Of(result));
    }

    public static void SeeSession(Ledger ledger, ConsumeResult<byte[]?, byte[]?> result)
    {
        if (result.Message.Value is null)
        {
            return; // a session that has become part of another, which comes next
        }

        var key = result.Message.Key.AsSpan();
        var (count, sum, id) = Tally(result);
        long start = BinaryPrimitives.ReadInt64BigEndian(key[^8..]);
        long end = BinaryPrimitives.ReadInt64BigEndian(key[^16..^8]);
        string identity = SessionIdentity(Encoding.UTF8.GetString(key[..^16]), id);
        ledger.See(identity, SessionValue(start, end, count, sum), ResultPosition.Of(result));
    }

    private static (long Count, long Sum, string Id) Tally(ConsumeResult<byte[]?, byte[]?> result)
    {
        string[] parts = Encoding.UTF8.GetString(result.Message.Value!).Split(' ');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }
}
