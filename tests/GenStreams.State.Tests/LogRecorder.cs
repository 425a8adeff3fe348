using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GenStreams.State.Tests;

/// <summary>Keeps what was logged.</summary>
internal sealed class LogRecorder : ILogger
{
    public ConcurrentQueue<string> Messages { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
