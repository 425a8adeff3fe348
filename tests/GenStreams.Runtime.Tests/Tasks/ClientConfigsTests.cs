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

        Assert.Equal("7", configs.Producer(1, "app-pod-0")["linger.ms"]);
        Assert.Equal("ssl", configs.Producer(1, "app-pod-0")["security.protocol"]);
        Assert.Equal("ssl", configs.Consumer(1)["security.protocol"]);
        Assert.Equal("ssl", configs.Restore()["security.protocol"]);
        Assert.Equal("ssl", configs.Global()["security.protocol"]);
        Assert.Equal("ssl", configs.Admin()["security.protocol"]);
    }

    [Fact]
    public void Clients_are_named_as_Kafka_Streams_names_them()
    {
        var configs = Configs();

        Assert.Equal("app-StreamThread-2-consumer", configs.Consumer(2)["client.id"]);
        Assert.Equal("app-StreamThread-2-producer", configs.Producer(2, "app-pod-0")["client.id"]);
        Assert.Equal("app-restore-consumer", configs.Restore()["client.id"]);
        Assert.Equal("app-GlobalStreamThread-global-consumer", configs.Global()["client.id"]);
    }

    [Fact]
    public void The_process_is_the_member_of_the_group_and_gives_up_only_what_moves()
    {
        var config = Configs().Member(GroupProtocol.Classic, "app-pod-0");

        Assert.Equal("app", config["group.id"]);
        Assert.Equal("app-pod-0", config["group.instance.id"]);
        Assert.Equal("cooperative-sticky", config["partition.assignment.strategy"]);
        Assert.Equal("false", config["enable.auto.commit"]);
    }

    [Fact]
    public void The_broker_decides_where_it_has_the_newer_protocol()
    {
        var config = Configs().Member(GroupProtocol.Consumer, instance: null);

        Assert.Equal("consumer", config["group.protocol"]);
        Assert.Equal("uniform", config["group.remote.assignor"]);
        Assert.DoesNotContain("group.instance.id", config.Keys);
        Assert.DoesNotContain("partition.assignment.strategy", config.Keys);
    }

    [Fact]
    public void Consumers_of_threads_are_in_no_group_and_tell_where_an_offset_is_not_there()
    {
        var properties = new ClientProperties { Consumer = new Dictionary<string, string> { ["group.instance.id"] = "pod-3" } };
        var config = Configs(properties: properties).Consumer(1);

        Assert.DoesNotContain("group.instance.id", config.Keys);
        Assert.NotEqual("app", config["group.id"]);
        Assert.Equal("false", config["enable.auto.commit"]);
        Assert.Equal("error", config["auto.offset.reset"]);
        Assert.Equal("read_uncommitted", config["isolation.level"]);
    }

    [Fact]
    public void Exactly_once_has_transactional_ids_that_stay_the_same()
    {
        var configs = Configs(ProcessingGuarantee.ExactlyOnce);

        Assert.Equal("app-pod-0-1", configs.Producer(1, "app-pod-0")["transactional.id"]);
        Assert.Equal("10000", configs.Producer(1, "app-pod-0")["transaction.timeout.ms"]);
        Assert.Equal("read_committed", configs.Consumer(1)["isolation.level"]);
        Assert.Equal("read_committed", configs.Restore()["isolation.level"]);
    }

    [Fact]
    public void A_delivery_does_not_take_longer_than_its_transaction() =>
        Assert.Equal("10000", Configs(ProcessingGuarantee.ExactlyOnce).Producer(1, "app-pod-0")["message.timeout.ms"]);

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
        new("fake:9092", "app", guarantee, properties ?? new ClientProperties());
}
