using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class ClientDefaultsTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void A_setting_wins_over_its_default()
    {
        Assert.Equal("2", ClientDefaults.Producer(None)["linger.ms"]);
        Assert.Equal("100", ClientDefaults.Producer(new Dictionary<string, string> { ["linger.ms"] = "100" })["linger.ms"]);
    }

    // The client refuses a time for records that is longer than that of their transaction.
    [Fact]
    public void Records_of_a_transaction_have_the_time_of_the_transaction()
    {
        var config = ClientDefaults.Producer(new Dictionary<string, string> { ["transactional.id"] = "t" });

        Assert.Equal("10000", config["transaction.timeout.ms"]);
        Assert.DoesNotContain("message.timeout.ms", config);
        Assert.Equal("120000", ClientDefaults.Producer(None)["message.timeout.ms"]);
    }

    [Fact]
    public void Co_partitioned_topics_meet_under_both_group_protocols()
    {
        var classic = ClientDefaults.Consumer(None);
        var broker = ClientDefaults.Consumer(new Dictionary<string, string> { ["group.protocol"] = "consumer" });

        Assert.Equal("range", classic["partition.assignment.strategy"]);
        Assert.Equal("range", broker["group.remote.assignor"]);
        Assert.DoesNotContain("partition.assignment.strategy", broker);
    }
}
