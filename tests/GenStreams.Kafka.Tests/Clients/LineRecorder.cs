using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GenStreams.Kafka.Tests.Clients;

/// <summary>Keeps what is logged.</summary>
internal sealed class LineRecorder : ILogger
{
    public ConcurrentQueue<string> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(formatter(state, exception));
}
