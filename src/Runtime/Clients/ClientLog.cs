using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>What the clients log.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(2, LogLevel.Warning, "Client {Client}: {Code}: {Reason}{More}")]
    internal static partial void ClientError(ILogger logger, string client, ErrorCode code, string reason, string more);

    [LoggerMessage(3, LogLevel.Warning, "Consumer {Client}: {Topic} [{Partition}]: {Code}: {Reason}; the client goes on trying{More}")]
    internal static partial void TransientConsumerError(
        ILogger logger, string client, string topic, int partition, ErrorCode code, string reason, string more);

    [LoggerMessage(4, LogLevel.Warning, "Producer {Client}: the handler of undeliverable records failed")]
    internal static partial void FailureHandlerFailed(ILogger logger, string client, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The interceptor {Interceptor} failed; the record goes on")]
    internal static partial void InterceptorFailed(ILogger logger, string interceptor, Exception exception);

    [LoggerMessage(EventId = 5, Message = "{Client}: {Facility}: {Message}{More}")]
    internal static partial void LibraryLine(ILogger logger, LogLevel level, string client, string facility, string message, string more);

    [LoggerMessage(7, LogLevel.Information, "The group {Group} uses the protocol {Protocol}: {Reason}")]
    internal static partial void GroupProtocolFound(ILogger logger, string group, string protocol, string reason);
}
