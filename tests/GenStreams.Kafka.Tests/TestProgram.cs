using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GenStreams.Kafka.Tests;

/// <summary>A topology that runs as a process, which can be killed.</summary>
internal sealed class TestProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private bool _isDisposed;

    private TestProgram(string program, string bootstrapServers, string[] arguments, string? killAt = null)
    {
        var start = new ProcessStartInfo("dotnet", [program, $"--GenStreams:BootstrapServers={bootstrapServers}", "--GenStreams:CommitInterval=00:00:00.2", .. arguments])
        {
            RedirectStandardInput = true, // see Program.EndWithParent
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
        };
        start.Environment[Program.KillAt] = killAt;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True as long as it runs; throws, with what it has printed, when it has ended.</summary>
    public bool IsRunning => !_process.HasExited ? true : throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{Output}");

    /// <summary>Whether it has ended, by whatever.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it has said last about its health.</summary>
    public string Health => Output.Split('\n').LastOrDefault(line => line.StartsWith("health: ", StringComparison.Ordinal)) ?? "";

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the program of a sample.</summary>
    public static TestProgram Sample(string name, string bootstrapServers, params string[] arguments)
    {
        string folder = AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "GenStreams.Kafka.Tests"), Path.Combine("samples", name), StringComparison.Ordinal);
        return new TestProgram(Path.Combine(folder, $"GenStreams.Samples.{name}.dll"), bootstrapServers, arguments);
    }

    /// <summary>Starts <see cref="Program"/>.</summary>
    public static TestProgram Own(string bootstrapServers, params string[] arguments) =>
        new(typeof(Program).Assembly.Location, bootstrapServers, arguments);

    /// <summary>Starts <see cref="Program"/> with <see cref="Topologies.Counting"/>.</summary>
    /// <param name="bootstrapServers">The broker.</param>
    /// <param name="arguments">Settings.</param>
    /// <param name="killAt">Where in a commit it kills itself; null: nowhere.</param>
    public static TestProgram Counting(string bootstrapServers, IEnumerable<string> arguments, string? killAt = null) =>
        new(typeof(Program).Assembly.Location, bootstrapServers, ["--topology=Counting", .. arguments], killAt);

    /// <summary>Stops its process as it stands (SIGSTOP): to all others it looks dead.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on (SIGCONT).</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>Asks it to end, as a service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        await EndAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it without a word (SIGKILL): it commits nothing and does not leave its group.</summary>
    public async Task KillAsync()
    {
        Assert.True(IsRunning);
        _process.Kill();
        await EndAsync();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
