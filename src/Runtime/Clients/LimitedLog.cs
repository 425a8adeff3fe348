using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace GenStreams.Clients;

/// <summary>
/// What the library says of its clients, in the log: of warnings and errors one line a second, of all clients together, which say the same in an outage. For any
/// thread.
/// </summary>
internal sealed class LimitedLog(ILogger logger)
{
    private static readonly LogLimit Limit = new();

    /// <summary>Where it goes.</summary>
    public ILogger Logger { get; } = logger;

    /// <summary>Writes a line of the library's own log. What is less than a warning was asked for by <c>debug</c>, and is written whole.</summary>
    public void Line(LogMessage line)
    {
        var level = (LogLevel)line.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        if (Logger.IsEnabled(level))
        {
            string more = "";
            if (level < LogLevel.Warning || Limit.Allows(out more))
            {
                ClientLog.LibraryLine(Logger, level, line.Name, line.Facility, line.Message, more);
            }
        }
    }

    /// <summary>Writes an error of a client, which goes on trying.</summary>
    public void Error(string client, Error error)
    {
        if (Limit.Allows(out string more))
        {
            ClientLog.ClientError(Logger, client, error.Code, error.Reason, more);
        }
    }

    /// <summary>Writes an error that came in place of a message and passes by itself.</summary>
    public void Error(string client, TopicPartitionOffset at, Error error)
    {
        if (Limit.Allows(out string more))
        {
            ClientLog.TransientConsumerError(Logger, client, at.Topic, at.Partition.Value, error.Code, error.Reason, more);
        }
    }
}
