using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using GenStreams.Tests.Cluster;

namespace GenStreams.Kafka.Tests.KafkaStreams;

/// <summary>WindowedCounting.java as a process: an application of Kafka Streams.</summary>
internal sealed class KafkaStreamsProgram : IDisposable
{
    private const string Class = "WindowedCounting";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private KafkaStreamsProgram(string classes, string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("java", ["-Xmx128m", "-cp", $"{classes}{Path.PathSeparator}{ClassPath}", Class, .. arguments])
        {
            RedirectStandardInput = true, // it ends with this process, whatever ends that
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Why Kafka Streams cannot be run here; null when it can.</summary>
    public static string? MissingBecause { get; } =
        KafkaCluster.Libraries is null ? "no Kafka Streams: its libraries are not in the folder beside the repository"
        : HasCompiler() ? null
        : "no Java compiler for a program of Kafka Streams: install a JDK";

    private static string ClassPath => Path.Combine(KafkaCluster.Libraries!, "*");

    private string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Compiles the program and starts it; returns when it runs.</summary>
    /// <param name="bootstrapServers">The broker.</param>
    /// <param name="application">Its application id.</param>
    /// <param name="folder">Where it keeps what it needs.</param>
    public static async Task<KafkaStreamsProgram> StartAsync(string bootstrapServers, string application, string folder)
    {
        string classes = Path.Combine(folder, "classes");
        if (!Directory.Exists(classes))
        {
            await CompileAsync(classes);
        }

        string state = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        var program = new KafkaStreamsProgram(classes, [bootstrapServers, application, state]);
        await Eventually.Async(
            () => !program._process.HasExited && !program.Output.Contains("state: ERROR", StringComparison.Ordinal) ? program.Output.Contains("state: RUNNING", StringComparison.Ordinal)
                : throw new InvalidOperationException($"Kafka Streams failed:\n{program.Output}"),
            "Kafka Streams runs");
        return program;
    }

    /// <summary>Ends it in order: it commits, and leaves its group.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        Assert.True(_process.ExitCode == 0, Output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task CompileAsync(string classes)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "KafkaStreams", $"{Class}.java");
        using var compiler = Process.Start(new ProcessStartInfo("javac", ["-cp", ClassPath, "-d", classes, source]) { RedirectStandardError = true })!;
        using var limit = new CancellationTokenSource(Limit);
        string errors = await compiler.StandardError.ReadToEndAsync(limit.Token);
        await compiler.WaitForExitAsync(limit.Token);
        Assert.True(compiler.ExitCode == 0, errors);
    }

    private static bool HasCompiler()
    {
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("javac", "-version") { RedirectStandardOutput = true })!;
            compiler.StandardOutput.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
