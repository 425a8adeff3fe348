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
        using var sample = TestProgram.Sample("Web", broker.BootstrapServers, $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
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
        using var sample = TestProgram.Sample("Worker", broker.BootstrapServers);
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
}
