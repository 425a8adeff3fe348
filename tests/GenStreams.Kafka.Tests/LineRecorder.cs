using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace GenStreams.Kafka.Tests;

/// <summary>Keeps what is logged: by one logger, or as the provider of a host's.</summary>
internal sealed class LineRecorder : ILogger, ILoggerProvider
{
    public ConcurrentQueue<string> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {logLevel}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}"));

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }
}
