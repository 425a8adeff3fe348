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

    // The client refuses properties of the one protocol in the other.
    [Fact]
    public void A_member_has_the_properties_of_its_protocol_only()
    {
        var settings = new Dictionary<string, string> { ["session.timeout.ms"] = "7000", ["heartbeat.interval.ms"] = "500", ["client.id"] = "c" };

        var classic = ClientDefaults.GroupMember(settings, "app", GroupProtocol.Classic);
        var consumer = ClientDefaults.GroupMember(settings, "app", GroupProtocol.Consumer);

        Assert.Equal("cooperative-sticky", classic["partition.assignment.strategy"]);
        Assert.Equal(("classic", "7000", "500"), (classic["group.protocol"], classic["session.timeout.ms"], classic["heartbeat.interval.ms"]));
        Assert.Equal(["client.id", "coordinator.query.interval.ms", "group.id", "group.protocol", "group.remote.assignor"], consumer.Keys.Order());
        Assert.Equal(("app", "c", "consumer"), (consumer["group.id"], consumer["client.id"], consumer["group.protocol"]));
    }
}
