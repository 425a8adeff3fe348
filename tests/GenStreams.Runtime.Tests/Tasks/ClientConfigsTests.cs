using GenStreams.Tasks;

namespace GenStreams.Runtime.Tests.Tasks;

public class ClientConfigsTests
{
    [Fact]
    public void Users_properties_win_over_defaults_and_those_of_the_client_over_common_ones()
    {
        var configs = Configs(properties: new ClientProperties
        {
            Common = new Dictionary<string, string> { ["security.protocol"] = "ssl", ["linger.ms"] = "1" },
            Producer = new Dictionary<string, string> { ["linger.ms"] = "7" },
        });

        Assert.Equal("7", configs.Producer(1)["linger.ms"]);
        Assert.Equal("ssl", configs.Producer(1)["security.protocol"]);
        Assert.Equal("ssl", configs.Consumer(1)["security.protocol"]);
        Assert.Equal("ssl", configs.Restore(1)["security.protocol"]);
        Assert.Equal("ssl", configs.Global()["security.protocol"]);
        Assert.Equal("ssl", configs.Admin()["security.protocol"]);
    }

    [Fact]
    public void Clients_are_named_as_Kafka_Streams_names_them()
    {
        var configs = Configs();

        Assert.Equal("app-StreamThread-2-consumer", configs.Consumer(2)["client.id"]);
        Assert.Equal("app-StreamThread-2-producer", configs.Producer(2)["client.id"]);
        Assert.Equal("app-StreamThread-2-restore-consumer", configs.Restore(2)["client.id"]);
        Assert.Equal("app-GlobalStreamThread-global-consumer", configs.Global()["client.id"]);
    }

    [Fact]
    public void Threads_are_members_of_the_group_with_the_range_assignor_and_commit_themselves()
    {
        var config = Configs().Consumer(1);

        Assert.Equal("app", config["group.id"]);
        Assert.Equal("range", config["partition.assignment.strategy"]);
        Assert.Equal("false", config["enable.auto.commit"]);
        Assert.Equal("earliest", config["auto.offset.reset"]);
        Assert.Equal("read_uncommitted", config["isolation.level"]);
    }

    [Fact]
    public void Static_members_are_told_apart_by_thread()
    {
        var properties = new ClientProperties { Consumer = new Dictionary<string, string> { ["group.instance.id"] = "pod-3" } };

        Assert.Equal("pod-3-2", Configs(properties: properties).Consumer(2)["group.instance.id"]);
    }

    [Fact]
    public void Exactly_once_has_transactional_ids_that_stay_the_same()
    {
        var configs = Configs(ProcessingGuarantee.ExactlyOnce);

        Assert.Equal("app-pod-1", configs.Producer(1)["transactional.id"]);
        Assert.Equal("10000", configs.Producer(1)["transaction.timeout.ms"]);
        Assert.Equal("read_committed", configs.Consumer(1)["isolation.level"]);
        Assert.Equal("read_committed", configs.Restore(1)["isolation.level"]);
    }

    [Fact]
    public void A_delivery_does_not_take_longer_than_its_transaction() =>
        Assert.Equal("10000", Configs(ProcessingGuarantee.ExactlyOnce).Producer(1)["message.timeout.ms"]);

    [Theory]
    [InlineData("enable.auto.commit", "true")]
    [InlineData("group.id", "other")]
    [InlineData("partition.assignment.strategy", "cooperative-sticky")]
    [InlineData("auto.offset.reset", "latest")]
    [InlineData("transactional.id", "x")]
    [InlineData("enable.idempotence", "false")]
    [InlineData("acks", "1")]
    [InlineData("bootstrap.servers", "elsewhere:9092")]
    [InlineData("partitioner", "random")]
    public void Properties_that_would_break_the_guarantees_are_refused(string property, string value) =>
        Assert.NotNull(ClientConfigs.Reserved(property, value, ProcessingGuarantee.AtLeastOnce));

    [Theory]
    [InlineData("acks", "all")]
    [InlineData("enable.idempotence", "true")]
    [InlineData("isolation.level", "read_committed")]
    [InlineData("session.timeout.ms", "6000")]
    public void Other_properties_are_passed_on(string property, string value) =>
        Assert.Null(ClientConfigs.Reserved(property, value, ProcessingGuarantee.AtLeastOnce));

    private static ClientConfigs Configs(
        ProcessingGuarantee guarantee = ProcessingGuarantee.AtLeastOnce, ClientProperties? properties = null) =>
        new("fake:9092", "app", "pod", guarantee, properties ?? new ClientProperties());
}
