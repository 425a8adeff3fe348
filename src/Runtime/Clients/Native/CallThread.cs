namespace GenStreams.Clients.Native;

/// <summary>
/// Makes one call after the other on a thread of its own, for calls of the library that may never come back, whatever timeout they were given: who calls goes
/// on then, and the thread stays behind.
/// </summary>
internal sealed class CallThread(string name) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private Func<nint>? _call;
    private nint _result;
    private bool _isStarted;
    private Action? _afterStuck;

    /// <summary>Whether a call has not come back in time. No more may be made.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="atMost">How long to wait for it.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>Whether it has come back.</returns>
    public bool TryCall(Func<nint> call, TimeSpan atMost, out nint result)
    {
        ObjectDisposedException.ThrowIf(IsStuck, this);
        if (!_isStarted)
        {
            _isStarted = true;
            new Thread(Run) { Name = name, IsBackground = true }.Start();
        }

        _call = call;
        _asked.Release();
        IsStuck = !_answered.Wait(atMost);
        result = IsStuck ? 0 : _result;
        return !IsStuck;
    }

    /// <summary>Ends the thread; one that is stuck ends when its call comes back.</summary>
    /// <param name="release">Gives back what calls use: at once, or when the call that is stuck has come back.</param>
    public void End(Action release)
    {
        lock (_lock)
        {
            if (IsStuck && _answered.CurrentCount == 0)
            {
                _afterStuck = release;
                return;
            }
        }

        release();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _call = null;
        _asked.Release();
    }

    private void Run()
    {
        while (true)
        {
            _asked.Wait();
            if (_call is not { } call)
            {
                return;
            }

            nint result = call();
            lock (_lock)
            {
                _result = result;
                _answered.Release();
                if (_afterStuck is { } release)
                {
                    release();
                    return;
                }
            }
        }
    }
}
