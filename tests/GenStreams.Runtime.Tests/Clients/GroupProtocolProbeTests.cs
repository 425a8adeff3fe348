using Confluent.Kafka;
using GenStreams.Clients;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>What a trial member finds out, against a broker that has the new protocol's requests.</summary>
public sealed class GroupProtocolProbeTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    private const short ConsumerGroupHeartbeat = 68;

    [Fact]
    public void Brokers_that_refuse_the_new_protocol_have_the_classic_one()
    {
        harness.Broker.FailRequests(ConsumerGroupHeartbeat, ErrorCode.UnsupportedVersion);

        Assert.Equal(GroupProtocol.Classic, Join(harness.Config(), ClientHarness.Patience));
    }

    [Fact]
    public void Brokers_that_do_not_answer_end_it_when_the_time_is_over()
    {
        var error = Assert.Throws<KafkaException>(() => Join(new() { ["bootstrap.servers"] = "127.0.0.1:1" }, TimeSpan.FromMilliseconds(300)));

        Assert.Equal(ErrorCode.Local_TimedOut, error.Error.Code);
    }

    private static GroupProtocol Join(Dictionary<string, string> config, TimeSpan timeout) => GroupProtocolProbe.Join(
        ClientDefaults.GroupMember(config, "probed", GroupProtocol.Consumer), timeout, NullLogger.Instance, CancellationToken.None);
}
