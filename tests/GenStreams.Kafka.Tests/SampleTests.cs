using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GenStreams.Testing;

namespace GenStreams.Kafka.Tests;

/// <summary>The samples as programs of their own, on the embedded broker.</summary>
public sealed class SampleTests
{
    // The internal ones too: the embedded broker makes topics for its own process only.
    private static readonly string[] SampleTopics =
        ["wordcount-input", "wordcount-output", "wordcount-counts-repartition", "wordcount-counts-changelog"];

    [Fact]
    public async Task The_web_sample_counts_words_and_tells_its_health()
    {
        using var broker = SampleBroker();
        int port = FreePort();
        using var sample = new SampleProgram("Web", broker.BootstrapServers, $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}") };
        await Eventually.Async(() => sample.IsRunning && Answers(http, "/health/ready") == HttpStatusCode.OK, $"the sample is ready:\n{sample.Output}");
        new BrokerClient(broker.BootstrapServers).Produce("wordcount-input", [(null, "hello kafka"), (null, "hello streams")]);
        await Eventually.Async(() => Body(http, "/count/hello") == "2", $"hello is counted twice:\n{sample.Output}");
        Assert.Equal(HttpStatusCode.OK, Answers(http, "/health/live"));
        Assert.Equal(HttpStatusCode.NotFound, Answers(http, "/count/absent"));
    }

    [Fact]
    public async Task The_worker_sample_runs_until_it_is_stopped()
    {
        using var broker = SampleBroker();
        using var sample = new SampleProgram("Worker", broker.BootstrapServers);
        var client = new BrokerClient(broker.BootstrapServers);
        client.Produce("wordcount-input", [(null, "hello kafka"), (null, "hello streams")]);
        await Eventually.Async(() => sample.IsRunning && client.ReadAll("wordcount-output").Exists(record => record.Message.Key == "hello"),
            $"the worker wrote its counts:\n{sample.Output}");
        Assert.Equal(0, await sample.StopAsync());
    }

    private static EmbeddedBroker SampleBroker()
    {
        var broker = new EmbeddedBroker();
        foreach (string topic in SampleTopics)
        {
            broker.CreateTopic(topic, 2);
        }

        return broker;
    }

    private static HttpStatusCode? Answers(HttpClient http, string path)
    {
        try
        {
            return http.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult().StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string? Body(HttpClient http, string path)
    {
        using var response = http.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
        return response.IsSuccessStatusCode ? response.Content.ReadAsStringAsync().GetAwaiter().GetResult() : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A sample that runs as a process.</summary>
    private sealed class SampleProgram : IDisposable
    {
        private readonly Process _process;
        private readonly System.Text.StringBuilder _output = new();

        public SampleProgram(string name, string bootstrapServers, params string[] arguments)
        {
            string folder = AppContext.BaseDirectory.Replace(
                Path.Combine("tests", "GenStreams.Kafka.Tests"), Path.Combine("samples", name), StringComparison.Ordinal);
            string program = Path.Combine(folder, $"GenStreams.Samples.{name}.dll");
            var start = new ProcessStartInfo("dotnet", [program, $"--GenStreams:BootstrapServers={bootstrapServers}", "--GenStreams:CommitInterval=00:00:00.2", .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            };
            _process = Process.Start(start)!;
            _process.OutputDataReceived += (_, line) => Note(line.Data);
            _process.ErrorDataReceived += (_, line) => Note(line.Data);
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public bool IsRunning => !_process.HasExited ? true : throw new InvalidOperationException($"The sample ended with {_process.ExitCode}:\n{Output}");

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

        /// <summary>Asks it to end, as a service manager does, and returns its exit code.</summary>
        public async Task<int> StopAsync()
        {
            using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }

        private void Note(string? line)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
