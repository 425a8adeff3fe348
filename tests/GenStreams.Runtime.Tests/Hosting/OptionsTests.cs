using GenStreams.Clients;
using GenStreams.Runtime.Tests.Tasks.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenStreams.Runtime.Tests.Hosting;

public class OptionsTests
{
    [Fact]
    public void Settings_are_read_from_the_configuration()
    {
        var options = Read(
            ("BootstrapServers", "a:1"), ("Threads", "4"), ("CommitInterval", "00:00:05"), ("ProcessingGuarantee", "exactlyOnce"),
            ("CacheMaxBytes", "1000"), ("MaxTaskIdle", "00:00:00.500"), ("IdleStreamTime", "00:00:30"), ("OnDeserializationError", "DeadLetter:dead"), ("OnProcessingError", "skip"),
            ("OnThreadFailure", "ReplaceThread"), ("Producer:linger.ms", "5"), ("Common:security.protocol", "ssl"));

        Assert.Equal("a:1", options.BootstrapServers);
        Assert.Equal(4, options.Threads);
        Assert.Equal(TimeSpan.FromSeconds(5), options.CommitInterval);
        Assert.Equal(ProcessingGuarantee.ExactlyOnce, options.ProcessingGuarantee);
        Assert.Equal(1000, options.CacheMaxBytes);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.MaxTaskIdle);
        Assert.Equal(TimeSpan.FromSeconds(30), options.IdleStreamTime);
        Assert.Equal(ErrorPolicy.DeadLetter("dead"), options.OnDeserializationError);
        Assert.Equal(ErrorPolicy.Skip, options.OnProcessingError);
        Assert.Equal(ThreadFailurePolicy.ReplaceThread, options.OnThreadFailure);
        Assert.Equal("5", options.Producer["linger.ms"]);
        Assert.Equal("ssl", options.Common["security.protocol"]);
    }

    [Fact]
    public void Code_wins_over_configuration_and_one_topology_over_all()
    {
        var configuration = Configuration(
            ("BootstrapServers", "a:1"), ("Threads", "2"), ("CacheMaxBytes", "1"), ("Topologies:wordcount:CacheMaxBytes", "2"));
        var options = Get(s => s.AddGenStreams(configuration, o => o.Threads = 3).AddTopology<WordCountTopology>(o => o.ApplicationId = "mine"));

        Assert.Equal("a:1", options.BootstrapServers);
        Assert.Equal(3, options.Threads);
        Assert.Equal(2, options.CacheMaxBytes);
        Assert.Equal("mine", options.ApplicationId);
    }

    [Theory]
    [InlineData("Treads", "2", "'GenStreams:Treads' in the configuration is not a setting of GenStreams")]
    [InlineData("Consumr:fetch.min.bytes", "2", "'GenStreams:Consumr' in the configuration is not a setting of GenStreams")]
    [InlineData("Threads", "two", "'GenStreams:Threads' in the configuration is 'two' and must be a whole number")]
    [InlineData("CommitInterval", "5 s", "'GenStreams:CommitInterval' in the configuration is '5 s' and must be a time")]
    [InlineData("ProcessingGuarantee", "Twice", "must be AtLeastOnce or ExactlyOnce")]
    [InlineData("OnProcessingError", "Ignore", "must be Fail, Skip, Handler or DeadLetter:topic")]
    public void What_cannot_be_read_is_refused_by_its_name(string name, string value, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(("BootstrapServers", "a:1"), (name, value)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Action<GenStreamsOptions>, string> Invalid => new()
    {
        { o => o.BootstrapServers = null, "BootstrapServers is not set" },
        { o => o.ApplicationId = "with space", "ApplicationId is 'with space'" },
        { o => o.InstanceId = "a/b", "InstanceId is 'a/b'" },
        { o => o.Threads = 0, "Threads is 0 and must be 1 to 1000" },
        { o => o.CacheMaxBytes = -1, "CacheMaxBytes is -1 and must be 0 or more" },
        { o => o.BufferedRecordsPerPartition = 0, "BufferedRecordsPerPartition is 0" },
        { o => o.ReplicationFactor = 0, "ReplicationFactor is 0" },
        { o => o.MaxTaskIdle = TimeSpan.FromSeconds(-1), "MaxTaskIdle is -00:00:01" },
        { o => o.IdleStreamTime = TimeSpan.Zero, "IdleStreamTime is 00:00:00 and must be more than 0" },
        { o => o.CommitInterval = TimeSpan.Zero, "CommitInterval is 00:00:00 and must be more than 0" },
        { o => o.RepartitionPurgeInterval = TimeSpan.Zero, "RepartitionPurgeInterval is 00:00:00" },
        { o => o.StartTimeout = TimeSpan.Zero, "StartTimeout is 00:00:00" },
        { o => o.ShutdownTimeout = TimeSpan.Zero, "ShutdownTimeout is 00:00:00" },
        { o => o.OnProcessingError = ErrorPolicy.Handler, "OnProcessingError is Handler, but no IProcessingErrorHandler is registered" },
        { o => o.Consumer["enable.auto.commit"] = "true", "Consumer: the property 'enable.auto.commit' cannot be 'true'" },
        { o => o.Common["group.id"] = "x", "Common: the property 'group.id' cannot be 'x': the group is the ApplicationId" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_out_of_range_is_refused_by_its_name(Action<GenStreamsOptions> set, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Get(s => s.AddGenStreams(o =>
        {
            o.BootstrapServers = "a:1";
            set(o);
        }).AddTopology<WordCountTopology>()));

        Assert.StartsWith("Topology 'wordcount': " + expected, error.Failures.Single(), StringComparison.Ordinal);
    }

    private static GenStreamsOptions Read(params (string Name, string Value)[] settings) =>
        Get(s => s.AddGenStreams(Configuration(settings)).AddTopology<WordCountTopology>());

    private static IConfigurationSection Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(s => "GenStreams:" + s.Name, s => (string?)s.Value))
        .Build()
        .GetSection("GenStreams");

    private static GenStreamsOptions Get(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IClientFactory>(new FakeCluster());
        add(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<GenStreamsOptions>>().Get(WordCountTopology.Descriptor.TypeName);
    }
}
