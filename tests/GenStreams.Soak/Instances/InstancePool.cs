using System.Globalization;

namespace GenStreams.Soak.Instances;

/// <summary>The instances that run. One that ends by itself is told and started again after a second, as a service manager does.</summary>
internal sealed class InstancePool(SoakLog log, string folder, string[] settings, Random random) : IDisposable
{
    private static readonly TimeSpan SupervisorDelay = TimeSpan.FromSeconds(1);

    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private readonly Lock _gate = new();
    private readonly List<Instance> _running = [];
    private int _starts;
    private int _endedByThemselves;

    /// <summary>How often one ended though nobody had asked it to.</summary>
    public int EndedByThemselves => Volatile.Read(ref _endedByThemselves);

    /// <summary>Those that run, in the order of their starts.</summary>
    public Instance[] Running
    {
        get
        {
            lock (_gate)
            {
                return [.. _running];
            }
        }
    }

    /// <summary>A name that none of the running ones has.</summary>
    public string FreeName()
    {
        lock (_gate)
        {
            return Names.First(name => !_running.Exists(instance => instance.Name == name));
        }
    }

    public void Start(string name)
    {
        lock (_gate)
        {
            string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{++_starts:00}-{name}.log"));
            var instance = new Instance(name, random.Next(1, 3), file, settings);
            _running.Add(instance);
            log.Say($"+ started {instance}");
        }
    }

    public Task KillAsync(Instance instance) => EndAsync(instance, "kill -9", instance.KillAsync);

    public Task StopAsync(Instance instance) => EndAsync(instance, "stop", async () =>
    {
        if (!await instance.StopAsync())
        {
            log.Say($"! {instance} did not stop in time and was killed");
        }
        else if (instance.ExitCode != 0)
        {
            log.Say($"! {instance} stopped with exit code {instance.ExitCode}");
        }
    });

    /// <summary>Looks after instances that end by themselves, until it is told to stop.</summary>
    public async Task SuperviseAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var instance in Running)
            {
                if (instance.HasEnded && !instance.IsEnding)
                {
                    Interlocked.Increment(ref _endedByThemselves);
                    log.Say($"! {instance} ended by itself with exit code {instance.ExitCode}");
                    Remove(instance);
                    await Task.Delay(SupervisorDelay, CancellationToken.None);
                    Start(instance.Name);
                }
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        foreach (var instance in Running)
        {
            instance.Dispose();
        }
    }

    private async Task EndAsync(Instance instance, string how, Func<Task> end)
    {
        log.Say($"- {how} {instance}");
        await end();
        Remove(instance);
    }

    private void Remove(Instance instance)
    {
        lock (_gate)
        {
            _running.Remove(instance);
        }

        instance.Dispose();
    }
}
