using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>What the clients log.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Warning, "The native client path is not used, a slower one is: {Reason}")]
    internal static partial void NativePathUnavailable(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Client {Client}: {Code}: {Reason}")]
    internal static partial void ClientError(ILogger logger, string client, ErrorCode code, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Consumer {Client}: {Topic} [{Partition}]: {Code}: {Reason}; the client goes on trying ({LeftOut} more)")]
    internal static partial void TransientConsumerError(
        ILogger logger, string client, string topic, int partition, ErrorCode code, string reason, int leftOut);

    [LoggerMessage(4, LogLevel.Warning, "Producer {Client}: the handler of undeliverable records failed")]
    internal static partial void FailureHandlerFailed(ILogger logger, string client, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The interceptor {Interceptor} failed; the record goes on")]
    internal static partial void InterceptorFailed(ILogger logger, string interceptor, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "Group member {Client}: {Code}: {Reason}; the client goes on trying ({LeftOut} more)")]
    internal static partial void GroupMemberError(ILogger logger, string client, ErrorCode code, string reason, int leftOut);

    /// <summary>Passes a line of librdkafka's own log on.</summary>
    internal static void Library(ILogger logger, LogMessage line)
    {
        var level = (LogLevel)line.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        if (logger.IsEnabled(level))
        {
            LibraryLine(logger, level, line.Name, line.Facility, line.Message);
        }
    }

    [LoggerMessage(EventId = 5, Message = "{Client}: {Facility}: {Message}")]
    private static partial void LibraryLine(ILogger logger, LogLevel level, string client, string facility, string message);
}
