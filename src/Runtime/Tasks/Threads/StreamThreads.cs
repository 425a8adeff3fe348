using System.Diagnostics.CodeAnalysis;

namespace GenStreams.Tasks;

/// <summary>The stream threads of a process: starts them, puts others in the place of those that fail or are stuck, and stops them.</summary>
internal sealed class StreamThreads(ThreadSettings settings, ThreadFailurePolicy onFailure, Action<Exception> failed)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    // A thread that has run for so long has not failed for the reason that the one before it did.
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<StreamThread> _threads = [];
    private readonly List<StreamThread> _stuck = [];
    private readonly Dictionary<StreamThread, Task> _running = [];

    private volatile bool _isStarted;
    private volatile bool _isStopping;
    private int _failures;
    private long _lastFailure;

    /// <summary>How many threads are alive and not stuck.</summary>
    public int Alive
    {
        get
        {
            lock (_gate)
            {
                return _threads.Count;
            }
        }
    }

    /// <summary>What is in the way of a thread; null when nothing is.</summary>
    public string? Reason
    {
        get
        {
            lock (_gate)
            {
                foreach (var thread in _threads)
                {
                    if (thread.Progress.Elapsed > settings.Config.StuckAfter)
                    {
                        return $"Stuck: thread {thread.Name} is in {thread.Progress.Place} for {thread.Progress.Elapsed.TotalSeconds:0} s";
                    }
                }

                foreach (var thread in _threads)
                {
                    if (thread.WaitsFor is { } reason)
                    {
                        return reason;
                    }
                }

                return _isStarted && _threads.Count < settings.Config.Threads && !_isStopping
                    ? $"{settings.Config.Threads - _threads.Count} of {settings.Config.Threads} stream threads do not run"
                    : null;
            }
        }
    }

    /// <summary>Starts all threads.</summary>
    public void Start()
    {
        _isStarted = true;
        for (int number = 1; number <= settings.Config.Threads; number++)
        {
            Start(number);
        }
    }

    /// <summary>Gives up on threads that have been in one step for longer than the poll interval: others take their place, and their tasks.</summary>
    public void Watch()
    {
        List<StreamThread> stuck;
        lock (_gate)
        {
            stuck = _threads.FindAll(t => t.Progress.Elapsed > settings.Config.PollInterval);
            foreach (var thread in stuck)
            {
                _threads.Remove(thread);
                _stuck.Add(thread);
            }
        }

        foreach (var thread in stuck)
        {
            Log.ThreadIsStuck(settings.Logger, thread.Name, thread.Progress.Place, thread.Progress.Elapsed);
            thread.GiveUpOn();
            if (CountStuck() > settings.Config.Threads)
            {
                failed(new StreamsException(
                    $"More than {settings.Config.Threads} stream threads are stuck, the last one in {thread.Progress.Place}: it neither returns nor ends when its " +
                    $"CancellationToken says so. A record is processed within the poll interval ({settings.Config.PollInterval}, max.poll.interval.ms), or it blocks its task."));
                return;
            }

            Start(thread.Number);
        }
    }

    /// <summary>Asks all threads to end, and waits for those that are not stuck.</summary>
    /// <param name="commits">Whether what was processed is committed first.</param>
    public async Task StopAsync(bool commits)
    {
        Task[] running;
        lock (_gate)
        {
            _isStopping = true;
            foreach (var thread in _threads)
            {
                thread.RequestStop(settings.Config.ShutdownTimeout / 2, commits);
            }

            running = [.. _threads.Select(t => _running[t])];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private int CountStuck()
    {
        lock (_gate)
        {
            return _stuck.Count;
        }
    }

    private void Start(int number)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StreamThread thread;
        lock (_gate)
        {
            // The stop asks all threads that are listed: one that comes after it must not begin.
            if (_isStopping)
            {
                return;
            }

            thread = new StreamThread(number, settings);
            _threads.Add(thread);
            _running.Add(thread, ended.Task);
        }

        new Thread(() => Run(thread, ended)) { IsBackground = true, Name = thread.Name }.Start();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends a thread must be seen, and must not end the process unseen.")]
    private void Run(StreamThread thread, TaskCompletionSource ended)
    {
        Exception? failure = null;
        try
        {
            thread.Run();
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_gate)
        {
            _threads.Remove(thread);
            _stuck.Remove(thread);
            _running.Remove(thread);
        }

        thread.Dispose();
        if (failure is not null)
        {
            OnFailed(failure, thread);
        }

        ended.SetResult();
    }

    private void OnFailed(Exception failure, StreamThread thread)
    {
        Log.ThreadFailed(settings.Logger, failure, settings.Config.Topology, thread.Name);
        if (onFailure == ThreadFailurePolicy.ReplaceThread && !_isStopping)
        {
            _ = ReplaceAsync(thread);
        }
        else
        {
            failed(failure);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A replacement that cannot be made fails the topology, whatever the reason.")]
    private async Task ReplaceAsync(StreamThread thread)
    {
        var delay = NextDelay();
        Log.ReplacingThread(settings.Logger, settings.Config.Topology, thread.Name, delay);
        try
        {
            await Task.Delay(delay, settings.Time).ConfigureAwait(false);
            Start(thread.Number);
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private TimeSpan NextDelay()
    {
        lock (_gate)
        {
            _failures = settings.Time.GetElapsedTime(_lastFailure) > QuietTime ? 1 : _failures + 1;
            _lastFailure = settings.Time.GetTimestamp();
            var delay = FirstDelay * Math.Pow(2, Math.Min(_failures - 1, 6));
            return delay < MaxDelay ? delay : MaxDelay;
        }
    }
}
