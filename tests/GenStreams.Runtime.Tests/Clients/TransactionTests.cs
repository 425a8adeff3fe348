using Confluent.Kafka;
using GenStreams.Clients;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class TransactionTests(ClientHarness harness) : IClassFixture<ClientHarness>
{
    private const short ProduceRequest = 0;

    [Fact]
    public void A_transaction_commits_records_with_the_offsets_they_came_from()
    {
        string name = harness.NewTopic();
        using var member = harness.GroupMember(name);
        var listener = new RecordingListener(member);
        member.Subscribe([name]);
        ClientHarness.PollUntil(() => listener.Has.Count == 1, "the member has joined", listener);
        using var producer = Transactional(name);
        producer.InitTransactions(ClientHarness.Patience);
        producer.BeginTransaction();
        Send(producer, name);
        producer.Flush(ClientHarness.Patience);

        using (var metadata = member.TakeMetadata())
        {
            producer.SendOffsets([new(new(name, 0), 1, "")], metadata, ClientHarness.Patience);
        }

        producer.CommitTransaction(ClientHarness.Patience);

        // The embedded broker takes offsets of transactions without keeping them, so only the next step can be seen.
        producer.BeginTransaction();
        producer.AbortTransaction(ClientHarness.Patience);
    }

    [Fact]
    public void An_abort_takes_back_what_was_not_sent_yet_and_the_next_transaction_goes_on()
    {
        string name = harness.NewTopic();
        using var producer = Transactional(name, ("linger.ms", "5000"));
        producer.InitTransactions(ClientHarness.Patience);
        producer.BeginTransaction();
        for (int i = 0; i < 100; i++)
        {
            Send(producer, name);
        }

        producer.AbortTransaction(ClientHarness.Patience);
        producer.Poll();
        producer.BeginTransaction();
        Send(producer, name);
        producer.CommitTransaction(ClientHarness.Patience);

        using var consumer = harness.ReaderOf(name);
        Assert.Single(ClientHarness.Read(consumer, 1));
    }

    [Fact]
    public void A_record_that_the_broker_refuses_fails_the_commit_and_an_abort_clears_it()
    {
        string name = harness.NewTopic();
        using var producer = Transactional(name);
        producer.InitTransactions(ClientHarness.Patience);
        producer.BeginTransaction();
        harness.Broker.FailRequests(ProduceRequest, ErrorCode.InvalidRecord);
        Send(producer, name);

        var error = Assert.Throws<KafkaException>(() => producer.CommitTransaction(ClientHarness.Patience));
        Assert.Contains($"{name} [0]", error.Message, StringComparison.Ordinal);

        producer.AbortTransaction(ClientHarness.Patience);
        producer.Poll();
    }

    [Fact]
    public void A_record_that_the_client_refuses_fails_the_commit_until_the_transaction_is_aborted()
    {
        string name = harness.NewTopic();
        using var producer = Transactional(name, ("message.max.bytes", "1000"));
        producer.InitTransactions(ClientHarness.Patience);
        producer.BeginTransaction();
        Assert.Throws<KafkaException>(() => producer.Send(producer.Topic(name), 0, default, (ReadOnlySpan<byte>)new byte[2000], 1, null));
        Assert.Throws<KafkaException>(() => producer.CommitTransaction(ClientHarness.Patience));

        producer.AbortTransaction(ClientHarness.Patience);
        producer.BeginTransaction();
        Send(producer, name);
        producer.CommitTransaction(ClientHarness.Patience);

        using var consumer = harness.ReaderOf(name);
        Assert.Single(ClientHarness.Read(consumer, 1));
    }

    private static void Send(StreamProducer producer, string name) =>
        producer.Send(producer.Topic(name), 0, default, ClientHarness.Utf8("v"), 1, null);

    private StreamProducer Transactional(string id, params ReadOnlySpan<(string Name, string Value)> more) =>
        harness.Producer(onFailure: null, [("transactional.id", id), .. more]);
}
