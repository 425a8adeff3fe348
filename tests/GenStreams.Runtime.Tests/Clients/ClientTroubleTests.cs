using System.Diagnostics;
using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

/// <summary>What keeps clients from their brokers is told by kind.</summary>
public sealed class ClientTroubleTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    [Theory]
    [InlineData("127.0.0.1:1")]
    [InlineData("no-such-host.invalid:9092")]
    public async Task An_address_where_nobody_is_is_recognised(string address)
    {
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = address };
        using var admin = ClientHarness.Factory().CreateAdmin(config);
        using var member = ClientHarness.Factory().CreateGroupMember(ClientDefaults.GroupMember(config, "group", GroupProtocol.Classic));
        member.Subscribe(["topic"]);
        var listener = new RecordingListener(member);

        ClientHarness.PollUntil(() => member.UnreachableSince is not null && member.Trouble is not null, "the member says so", listener);
        await UntilAsync(() => admin.Trouble is not null);

        Assert.Equal((ClientTroubleKind.Address, ClientTroubleKind.Address), (member.Trouble!.Kind, admin.Trouble!.Kind));
        Assert.Contains(address.Split(':')[0], member.Trouble.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_answers_ends_the_trouble()
    {
        string name = harness.NewTopic();
        string servers = harness.Broker.BootstrapServers;
        var config = new Dictionary<string, string> { ["bootstrap.servers"] = $"127.0.0.1:1,{servers}" };
        using var admin = ClientHarness.Factory().CreateAdmin(config);
        await admin.PartitionCountsAsync([name], ClientHarness.Patience, CancellationToken.None);
        using var member = harness.GroupMember(name);
        member.Subscribe([name]);
        var listener = new RecordingListener(member);
        ClientHarness.PollUntil(() => listener.Has.Count == 1, "the member has joined", listener);
        for (int i = 0; i < 75; i++)
        {
            listener.Poll();
        }

        Assert.Null(member.UnreachableSince);
        Assert.Null(member.Trouble);
    }

    [Fact]
    public void Errors_are_of_the_settings_they_are_of()
    {
        Assert.Equal(ClientTroubleKind.Authentication, Kind(ErrorCode.Local_Authentication, "SASL authentication error"));
        Assert.Equal(ClientTroubleKind.Authorization, Kind(ErrorCode.GroupAuthorizationFailed, "no"));
        Assert.Equal(ClientTroubleKind.Tls, Kind(ErrorCode.Local_Ssl, "SSL handshake failed"));
        Assert.Equal(
            ClientTroubleKind.Tls,
            Kind(ErrorCode.Local_Transport, "Disconnected: verify that security.protocol is correctly configured"));
        Assert.Equal(ClientTroubleKind.Address, Kind(ErrorCode.Local_Transport, "Connect to ipv4#127.0.0.1:1 failed: Connection refused"));
        Assert.Null(ClientTrouble.Of(new Error(ErrorCode.Local_Transport, "Disconnected")));
        Assert.Null(ClientTrouble.Of(new Error(ErrorCode.RequestTimedOut, "x")));
    }

    [Fact]
    public void Tokens_that_the_application_makes_are_refused_with_the_setting()
    {
        var config = harness.Config(("security.protocol", "SASL_PLAINTEXT"), ("sasl.mechanism", "OAUTHBEARER"));

        var error = Assert.Throws<InvalidOperationException>(() => ClientHarness.Factory().CreateAdmin(config));

        Assert.Contains("sasl.oauthbearer.method=oidc", error.Message, StringComparison.Ordinal);
    }

    private static ClientTroubleKind? Kind(ErrorCode code, string reason) => ClientTrouble.Of(new Error(code, reason))?.Kind;

    private static async Task UntilAsync(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(clock.Elapsed < ClientHarness.Patience, $"not within {ClientHarness.Patience}");
            await Task.Delay(20);
        }
    }
}
