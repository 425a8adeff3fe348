using System.Text;
using Confluent.Kafka;
using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests.Errors;

/// <summary>A record that the broker refuses for good, since it is larger than its topic allows: an error of the record, not of the moment.</summary>
[Collection(BrokerCollection.Name)]
public sealed class RefusedRecordTests(TestBroker broker)
{
    private const string DeadLetters = "pass-dead";

    private readonly BrokerClient _client = new(broker.BootstrapServers);

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task Fail_ends_the_application_and_names_the_topic(ProcessingGuarantee guarantee)
    {
        await PrepareAsync();
        var host = Host(guarantee, ErrorPolicy.Fail);
        _client.Produce("pass-input", [("a", "first"), ("b", Large())]);
        var failure = await TestApplication.FailureAsync(host);
        Assert.Contains("pass-output", failure.ToString(), StringComparison.Ordinal);
    }

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task Skip_leaves_the_record_out(ProcessingGuarantee guarantee)
    {
        await PrepareAsync();
        using var host = Host(guarantee, ErrorPolicy.Skip);
        await host.StartAsync();
        await SendAsync(host);
        await host.StopAsync();
    }

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task DeadLetter_sends_the_source_record_with_its_place_and_the_error(ProcessingGuarantee guarantee)
    {
        await PrepareAsync();
        using var host = Host(guarantee, ErrorPolicy.DeadLetter(DeadLetters));
        await host.StartAsync();
        await SendAsync(host);
        await TestApplication.EventuallyAsync(host, () => _client.ReadAll(DeadLetters).Count > 0, "the dead letter is there");
        await host.StopAsync();
        var dead = Assert.Single(_client.ReadAll(DeadLetters)).Message;
        Assert.Equal("b", dead.Key);
        Assert.Equal(Large().Length, dead.Value!.Length);
        Assert.Equal("pass-input", Header(dead, "__streams.errors.topic"));
        Assert.Equal("0", Header(dead, "__streams.errors.partition"));
        Assert.Equal("1", Header(dead, "__streams.errors.offset"));
        Assert.NotEmpty(Header(dead, "__streams.errors.exception"));
    }

    [KafkaTheory]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    public async Task A_handler_is_asked_about_it_once(ProcessingGuarantee guarantee)
    {
        await PrepareAsync();
        var handler = new CountingHandler();
        using var host = Host(guarantee, ErrorPolicy.Handler, handler);
        await host.StartAsync();
        await SendAsync(host);
        await host.StopAsync();
        Assert.Equal(1, handler.Asked);
    }

    [KafkaFact]
    public async Task A_dead_letter_topic_of_production_errors_that_does_not_exist_is_found_at_the_start()
    {
        await PrepareAsync();
        var failure = await TestApplication.FailureAsync(Host(ProcessingGuarantee.ExactlyOnce, ErrorPolicy.DeadLetter("not-there")));
        Assert.Contains("'not-there'", failure.Message, StringComparison.Ordinal);
    }

    private static string Large() => new('x', 5000);

    private static string Header(Message<string?, byte[]?> message, string name) =>
        Encoding.UTF8.GetString(message.Headers.Single(header => header.Key == name).GetValueBytes());

    private async Task PrepareAsync()
    {
        await _client.CreateTopicsAsync(1, "pass-input", "pass-again", DeadLetters);
        await _client.CreateTopicAsync("pass-output", 1, new() { ["max.message.bytes"] = "2000" });
    }

    private IHost Host(ProcessingGuarantee guarantee, ErrorPolicy policy, CountingHandler? handler = null) => TestApplication.Host<PassThrough>(
        broker,
        TestApplication.NewId("refused"),
        options =>
        {
            options.ProcessingGuarantee = guarantee;
            options.OnProductionError = policy;
            options.Producer["transaction.timeout.ms"] = "10000";
        },
        services => services.AddSingleton<IProductionErrorHandler>(handler ?? new CountingHandler()));

    /// <summary>
    /// Sends one that is too large between two that are not, and waits for these. Each by itself: the broker refuses a whole batch, and with it
    /// what else the client has put into it.
    /// </summary>
    private async Task SendAsync(IHost host)
    {
        _client.Produce("pass-input", [("a", "first")]);
        await TestApplication.EventuallyAsync(host, () => Keys().Contains("a"), "what comes before it is through");
        _client.Produce("pass-input", [("b", Large())]);
        await Task.Delay(TimeSpan.FromSeconds(2));
        _client.Produce("pass-input", [("c", "last")]);
        await TestApplication.EventuallyAsync(host, () => Keys().Contains("c"), "what comes after it is through");
        Assert.Equal(["a", "c"], Keys().Distinct().Order(StringComparer.Ordinal));

        List<string?> Keys() => _client.ReadAll("pass-output").ConvertAll(record => record.Message.Key);
    }

    private sealed class CountingHandler : IProductionErrorHandler
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public ErrorAction HandleSerialization(in ErrorContext context) => ErrorAction.Fail;

        public ErrorAction HandleDelivery(in DeliveryErrorContext context)
        {
            Interlocked.Increment(ref _asked);
            return ErrorAction.Skip;
        }
    }
}
