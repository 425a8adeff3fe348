using System.Text;
using Confluent.Kafka;

namespace GenStreams.Soak.Checks;

/// <summary>Results of the stream-stream and of the stream-table join.</summary>
internal static class Joins
{
    public static string PairIdentity(string left, string right) => $"pair {left} {right}";

    public static string OrderIdentity(string order) => $"order {order}";

    public static void SeePair(Ledger ledger, ConsumeResult<byte[]?, byte[]?> result)
    {
        string[] parts = Encoding.UTF8.GetString(result.Message.Value!).Split(' ');
        ledger.See(PairIdentity(parts[0], parts[1]), "", ResultPosition.Of(result));
    }

    public static void SeeOrder(Ledger ledger, ConsumeResult<byte[]?, byte[]?> result)
    {
        string[] parts = Encoding.UTF8.GetString(result.Message.Value!).Split(' ');
        ledger.See(OrderIdentity(parts[0]), parts[1], ResultPosition.Of(result));
    }
}
