using System.Runtime.InteropServices;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients.Native;

/// <summary>
/// What a client of our own says beside messages and rebalances: errors, lines of its log, statistics. Taken by the thread that polls, asked by any.
/// </summary>
internal sealed unsafe class ClientEvents(string name, ILogger logger)
{
    /// <summary>The events that this takes, for <see cref="NativeHandle.NewConsumer"/>.</summary>
    public const int Wanted = Librdkafka.ErrorEvent | Librdkafka.LogEvent | Librdkafka.StatisticsEvent;

    private readonly BrokerReach _reach = new();
    private readonly LimitedLog _log = new(logger);
    private volatile ClientTrouble? _trouble;

    /// <summary>Since when no broker answers; null while one does.</summary>
    public DateTimeOffset? UnreachableSince => _reach.UnreachableSince;

    /// <summary>What keeps the client from its brokers; null while one answers.</summary>
    public ClientTrouble? Trouble => _trouble;

    /// <summary>Takes an event that is not of a group; it stays the caller's. Others are left alone.</summary>
    /// <returns>An error, for who knows whether the client can live with it; null for none.</returns>
    public Error? Take(nint @event)
    {
        switch (Librdkafka.EventType(@event))
        {
            case Librdkafka.ErrorEvent:
                return Note(new Error(
                    (ErrorCode)Librdkafka.EventError(@event),
                    Marshal.PtrToStringUTF8((nint)Librdkafka.EventErrorString(@event)),
                    Librdkafka.EventErrorIsFatal(@event) != 0));
            case Librdkafka.LogEvent:
                Log(@event);
                break;
            case Librdkafka.StatisticsEvent:
                _reach.Read(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(Librdkafka.EventStatistics(@event)));
                if (_reach.UnreachableSince is null)
                {
                    _trouble = null;
                }

                break;
        }

        return null;
    }

    private Error Note(Error error)
    {
        if (error.Code == ErrorCode.Local_AllBrokersDown)
        {
            _reach.AllDown();
        }

        _trouble = ClientTrouble.Of(error) ?? _trouble;
        _log.Error(name, error);
        return error;
    }

    private void Log(nint @event)
    {
        byte* facility;
        byte* text;
        int level;
        if (Librdkafka.EventLog(@event, &facility, &text, &level) == 0)
        {
            _log.Line(new LogMessage(
                name, (SyslogLevel)level, Marshal.PtrToStringUTF8((nint)facility), Marshal.PtrToStringUTF8((nint)text)));
        }
    }
}
