using GenStreams.Clients;
using GenStreams.Processing;
using GenStreams.Queries;
using GenStreams.Topologies;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenStreams.Runtime.Tests.Hosting;

public class HostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeCluster _cluster = new FakeCluster { PollsWait = true }.WithTopic("lines", 1).WithTopic("word-counts", 1);

    [Fact]
    public async Task A_topology_runs_with_its_host_and_its_tables_can_be_read()
    {
        using var host = Build();
        await host.StartAsync();
        await Ready(host);
        _cluster.Write("lines", null, "a a");

        var topology = host.Services.GetRequiredService<WordCountTopology>();
        await Eventually(() => topology.Count("a") == 2);

        await host.StopAsync();
        Assert.Equal(TopologyState.Stopped, Status(host).State);
        Assert.Equal(1, _cluster.CommittedOffset("lines"));
    }

    [Fact]
    public async Task A_failed_topology_stops_the_host_which_says_why()
    {
        using var host = Build();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await host.StartAsync();
        _cluster.Write("lines", null, "boom");
        await Eventually(() => stopping.IsCancellationRequested);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StopAsync());

        Assert.Contains("the word is not liked", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_topic_stops_the_host_which_says_why()
    {
        using var host = Build(cluster: new FakeCluster().WithTopic("word-counts", 1));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.RunAsync().WaitAsync(Patience));

        Assert.Contains("'lines' (read by 'Lines')", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_topology_can_leave_the_host_running_and_unhealthy()
    {
        using var host = Build(o => o.OnThreadFailure = ThreadFailurePolicy.StopTopology);
        await host.StartAsync();
        await Ready(host);
        Assert.Equal(HealthStatus.Healthy, await Check(host, "live"));

        _cluster.Write("lines", null, "boom");
        await Eventually(() => Status(host).State == TopologyState.Failed);

        Assert.Equal(HealthStatus.Unhealthy, await Check(host, "live"));
        Assert.Equal(HealthStatus.Unhealthy, await Check(host, "ready"));
        Assert.Contains("the word is not liked", Status(host).Failure!.Message, StringComparison.Ordinal);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_topology_that_does_not_run_yet_is_alive_but_not_ready()
    {
        using var host = Build();

        Assert.Equal(HealthStatus.Healthy, await Check(host, "live"));
        Assert.Equal(HealthStatus.Unhealthy, await Check(host, "ready"));
    }

    [Fact]
    public async Task Settings_are_checked_when_the_host_starts()
    {
        using var host = Build(o => o.Threads = -3);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Threads is -3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_from_the_services_decides()
    {
        var handler = new SkipAll();
        using var host = Build(o => o.OnProcessingError = ErrorPolicy.Handler, s => s.AddSingleton<IProcessingErrorHandler>(handler));
        await host.StartAsync();
        _cluster.Write("lines", null, "boom");
        _cluster.Write("lines", null, "fine");

        await Eventually(() => _cluster.Texts("word-counts").Contains("fine=1"));

        Assert.Equal(1, handler.Asked);
        await host.StopAsync();
    }

    private static async Task Eventually(Func<bool> condition)
    {
        long start = Environment.TickCount64;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, "It did not happen in time.");
            await Task.Delay(5);
        }
    }

    private static Task Ready(IHost host) => Eventually(() => Status(host).State == TopologyState.Running);

    private static ITopologyStatus Status(IHost host) => host.Services.GetRequiredService<ITopologyStatus>();

    private static async Task<HealthStatus> Check(IHost host, string tag) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(c => c.Tags.Contains(tag))).Status;

    [Fact]
    public async Task Two_topologies_of_one_application_id_are_refused_at_the_start()
    {
        using var host = Build(add: services => services.AddGenStreams().AddTopology<OtherTopology>(o => o.ApplicationId = "wordcount"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("have the same application id, 'wordcount'", error.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(OtherTopology).FullName!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_to_be_on_disk_is_refused_where_no_engine_keeps_it_there()
    {
        using var host = Build(add: services => services.AddGenStreams().AddTopology<PersistentTopology>());

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("The store 'large' of topology 'persistent' has Persistent = true", error.Message, StringComparison.Ordinal);
        Assert.Contains("UseRocksDb", error.Message, StringComparison.Ordinal);
    }

    private IHost Build(
        Action<GenStreamsOptions>? configure = null, Action<IServiceCollection>? add = null, FakeCluster? cluster = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IClientFactory>(cluster ?? _cluster);
        builder.Services.AddGenStreams(o =>
        {
            o.BootstrapServers = "fake:9092";
            o.CommitInterval = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(o);
        }).AddTopology<WordCountTopology>();
        builder.Services.AddHealthChecks().AddGenStreams();
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class SkipAll : IProcessingErrorHandler
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public ErrorAction Handle(in ErrorContext context)
        {
            Interlocked.Increment(ref _asked);
            return ErrorAction.Skip;
        }
    }

    private sealed class OtherTopology : ITopology<OtherTopology>
    {
        public static TopologyDescriptor Descriptor { get; } =
            DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("lines"))]) with
            {
                Name = "other",
                TypeName = typeof(OtherTopology).FullName!,
            };

        public static OtherTopology Create(IServiceProvider services) => new();

        public static TopologyTask CreateTask(OtherTopology topology, TaskContext context) => throw new NotSupportedException();

        public void Bind(StateQueries queries)
        {
        }
    }

    private sealed class PersistentTopology : ITopology<PersistentTopology>
    {
        public static TopologyDescriptor Descriptor { get; } =
            DelegateTopology.Reading([new SourceDescriptor("In", new TopicName("lines"))], [new KeyValueStoreDescriptor { Name = "large", IsPersistent = true }]) with
            {
                Name = "persistent",
                TypeName = typeof(PersistentTopology).FullName!,
            };

        public static PersistentTopology Create(IServiceProvider services) => new();

        public static TopologyTask CreateTask(PersistentTopology topology, TaskContext context) => throw new NotSupportedException();

        public void Bind(StateQueries queries)
        {
        }
    }
}
