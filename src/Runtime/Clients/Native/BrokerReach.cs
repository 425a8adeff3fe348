using System.Text.Json;

namespace GenStreams.Clients.Native;

/// <summary>
/// Whether a client's brokers answer, by its statistics. Written by the thread that polls, read by any.
/// </summary>
internal sealed class BrokerReach
{
    // A broker that is connected and does not answer may be gone: TCP notices only after minutes.
    private const long SilenceMicroseconds = 10_000_000;

    private long _unreachableSince;

    /// <summary>Since when none of them answers; null while one does.</summary>
    public DateTimeOffset? UnreachableSince =>
        Interlocked.Read(ref _unreachableSince) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The client has lost all of them.</summary>
    public void AllDown() => Interlocked.CompareExchange(ref _unreachableSince, DateTimeOffset.UtcNow.Ticks, 0);

    /// <summary>Takes the client's statistics.</summary>
    /// <param name="json">As librdkafka writes them.</param>
    public void Read(ReadOnlySpan<byte> json)
    {
        if (Answers(json))
        {
            Interlocked.Exchange(ref _unreachableSince, 0);
        }
        else
        {
            AllDown();
        }
    }

    private static bool Answers(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isBrokers = reader.ValueTextEquals("brokers"u8);
            reader.Read();
            if (isBrokers)
            {
                return AnyAnswers(ref reader);
            }

            reader.Skip();
        }

        return false;
    }

    private static bool AnyAnswers(ref Utf8JsonReader reader)
    {
        bool any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            any |= BrokerAnswers(ref reader);
        }

        return any;
    }

    private static bool BrokerAnswers(ref Utf8JsonReader reader)
    {
        bool isUp = false;
        long waiting = 0;
        long silence = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("state"u8))
            {
                reader.Read();
                isUp = reader.ValueTextEquals("UP"u8);
            }
            else if (reader.ValueTextEquals("waitresp_cnt"u8))
            {
                reader.Read();
                waiting = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("rxidle"u8))
            {
                reader.Read();
                silence = reader.GetInt64();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return isUp && (waiting == 0 || silence < SilenceMicroseconds);
    }
}
