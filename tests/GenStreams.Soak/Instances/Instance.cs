using System.Diagnostics;
using System.Globalization;

namespace GenStreams.Soak.Instances;

/// <summary>A process that runs the application, from its start to its end.</summary>
internal sealed class Instance : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="name">Its instance id.</param>
    /// <param name="threads">How many threads it has.</param>
    /// <param name="log">The file that takes what it prints.</param>
    /// <param name="settings">All others, as arguments of the command line.</param>
    public Instance(string name, int threads, string log, IEnumerable<string> settings)
    {
        Name = name;
        Threads = threads;
        Log = log;
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec \"$@\" >\"$0\" 2>&1", log, Environment.ProcessPath!, "instance" },
            RedirectStandardInput = true, // see InstanceProgram.EndWithParent
        };
        foreach (string setting in settings)
        {
            start.ArgumentList.Add(setting);
        }

        start.ArgumentList.Add($"--GenStreams:InstanceId={name}");
        start.ArgumentList.Add($"--GenStreams:Threads={threads.ToString(CultureInfo.InvariantCulture)}");
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
    }

    public string Name { get; }

    public int Threads { get; }

    public string Log { get; }

    /// <summary>It is to end: nobody wonders when it does.</summary>
    public bool IsEnding { get; private set; }

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>SIGKILL: it commits nothing and does not leave its group.</summary>
    public async Task KillAsync()
    {
        IsEnding = true;
        await SignalAsync("-KILL");
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager does; false: it did not end in time and was killed.</summary>
    public async Task<bool> StopAsync()
    {
        IsEnding = true;
        await SignalAsync("-TERM");
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
    }

    /// <summary>SIGSTOP: to all others it looks dead, and it does not know.</summary>
    public Task StallAsync() => SignalAsync("-STOP");

    /// <summary>SIGCONT.</summary>
    public Task ContinueAsync() => SignalAsync("-CONT");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} (pid {_process.Id}, threads {Threads}, {Path.GetFileName(Log)})");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
