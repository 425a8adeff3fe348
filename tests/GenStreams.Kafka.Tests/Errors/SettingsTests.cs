using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.Options;

namespace GenStreams.Kafka.Tests.Errors;

/// <summary>Settings that cannot work: told soon, by their names.</summary>
[Collection(BrokerCollection.Name)]
public sealed class SettingsTests(TestBroker broker)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20); // 15, and the start of a process

    [KafkaFact]
    public async Task A_wrong_address_is_told_within_15_seconds_and_once_a_second_at_most()
    {
        using var program = TestProgram.Counting("127.0.0.1:1", []);
        await Eventually.Async(() => Troubles(program).Any(line => line.Contains("BootstrapServers", StringComparison.Ordinal)), $"it is told:\n{program.Output}", Soon);
        int before = Troubles(program).Count;
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.InRange(Troubles(program).Count - before, 0, 7);
    }

    [KafkaFact]
    public async Task Wrong_credentials_are_told_within_15_seconds()
    {
        using var program = TestProgram.Counting(
            broker.BootstrapServers,
            [
                "--GenStreams:Common:security.protocol=sasl_plaintext", "--GenStreams:Common:sasl.mechanism=PLAIN",
                "--GenStreams:Common:sasl.username=nobody", "--GenStreams:Common:sasl.password=nothing",
            ]);
        await Eventually.Async(
            () => Troubles(program).Any(line => line.Contains("security.protocol", StringComparison.Ordinal) || line.Contains("sasl", StringComparison.Ordinal)),
            $"it is told:\n{program.Output}",
            Soon);
    }

    [KafkaFact]
    public async Task A_commit_interval_that_the_transaction_timeout_cannot_hold_is_refused()
    {
        using var host = TestApplication.Host<Counting>(broker, TestApplication.NewId("settings"), options =>
        {
            options.ProcessingGuarantee = ProcessingGuarantee.ExactlyOnce;
            options.CommitInterval = TimeSpan.FromSeconds(30);
            options.Producer["transaction.timeout.ms"] = "10000";
        });
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(nameof(GenStreamsOptions.CommitInterval), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("transaction.timeout.ms", refusal.Message, StringComparison.Ordinal);
    }

    private static List<string> Troubles(TestProgram program) =>
    [
        .. program.Output.Split('\n').Where(line =>
            line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal)),
    ];
}
