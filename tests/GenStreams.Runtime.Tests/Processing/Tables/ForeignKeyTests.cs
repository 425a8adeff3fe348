using System.Text;
using GenStreams.Processing;
using GenStreams.Processing.Tables;

namespace GenStreams.Runtime.Tests.Processing.Tables;

public sealed class ForeignKeyTests
{
    private readonly ForeignKeySubscriber _subscriber = new();
    private readonly ForeignKeyResponder _responder = new();

    // Hashes that Kafka Streams has computed.
    [Theory]
    [InlineData("N3", "77A09030CE723DE2E4E02C2E17E95FBE")]
    [InlineData("V5", "C70C488417424459F762859A461EEF44")]
    [InlineData("Z12", "97F42CA146E681A29EE136114DA29D70")]
    public void The_hash_is_Kafka_Streams(string value, string hash)
    {
        var hashed = new byte[Murmur3.Length];
        Murmur3.Hash(Encoding.UTF8.GetBytes(value), hashed);

        Assert.Equal(hash, Convert.ToHexString(hashed));
    }

    [Fact]
    public void Every_byte_counts_in_the_hash()
    {
        var seen = new HashSet<string>();
        for (int length = 0; length < 70; length++)
        {
            for (int changed = 0; changed <= length; changed++)
            {
                var data = new byte[length];
                if (changed < length)
                {
                    data[changed] = 1;
                }

                var hash = new byte[Murmur3.Length];
                Murmur3.Hash(data, hash);
                Assert.True(seen.Add(Convert.ToHexString(hash)));
            }
        }
    }

    [Theory]
    [InlineData("v", "a", null, "a=3")]
    [InlineData("v", "a", "a", "a=3")]
    [InlineData("v", "b", "a", "a=0 b=2")]
    [InlineData("v", null, "a", "a=1")]
    [InlineData("v", null, null, "")]
    [InlineData(null, null, "a", "a=1")]
    [InlineData(null, null, null, "")]
    public void Inner_joins_subscribe_by_the_rules(string? value, string? newKey, string? oldKey, string expected) =>
        Assert.Equal(expected, Instructions(_subscriber.Inner(2, Of("pk"), Of(value), Of(newKey), Of(oldKey))));

    [Theory]
    [InlineData("v", "a", false, null, "a=2")]
    [InlineData("v", "a", true, "a", "a=2")]
    [InlineData("v", "b", true, "a", "a=0 b=2")]
    [InlineData("v", null, true, "a", "a=0 null=2")]
    [InlineData("v", null, false, null, "null=2")]
    [InlineData(null, null, true, "a", "a=0 null=2")]
    [InlineData(null, null, true, null, "null=2")]
    [InlineData(null, null, false, null, "")]
    public void Left_joins_subscribe_by_the_rules(string? value, string? newKey, bool wasThere, string? oldKey, string expected) =>
        Assert.Equal(expected, Instructions(_subscriber.Left(2, Of("pk"), Of(value), Of(newKey), wasThere, Of(oldKey))));

    [Fact]
    public void Subscriptions_are_Kafka_Streams_bytes()
    {
        Assert.Equal("010377A09030CE723DE2E4E02C2E17E95FBE6100000000", First(_subscriber.Inner(0, Of("a"), Of("N3"), Of("c"), Bytes.Null)));
        Assert.Equal("81016300000007", First(_subscriber.Inner(7, Of("c"), Bytes.Null, Bytes.Null, Of("c"))));
    }

    [Fact]
    public void Reads_subscriptions_with_and_without_a_partition()
    {
        var subscription = ForeignKeySubscription.Read(Convert.FromHexString("010377A09030CE723DE2E4E02C2E17E95FBE6100000102"));
        Assert.Equal("a", Encoding.UTF8.GetString(subscription.PrimaryKey.Span));
        Assert.Equal(258, subscription.Partition);
        Assert.Equal(Murmur3.Length, subscription.Hash.Span.Length);
        Assert.False(subscription.Ends);
        Assert.True(subscription.IsAnswered(isFound: true));
        Assert.False(subscription.IsAnswered(isFound: false));

        var old = ForeignKeySubscription.Read(Convert.FromHexString("80016162"));
        Assert.Equal("ab", Encoding.UTF8.GetString(old.PrimaryKey.Span));
        Assert.Equal(RecordCollector.PartitionByKey, old.Partition);
        Assert.True(old.Hash.IsNull);
        Assert.True(old.Ends);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0203")]
    [InlineData("8101630000")]
    [InlineData("810463000000000000")]
    [InlineData("0103010203040506")]
    public void Refuses_what_is_no_subscription(string bytes) =>
        Assert.Throws<SerdeException>(() => { _ = ForeignKeySubscription.Read(Convert.FromHexString(bytes)); });

    [Fact]
    public void An_answer_is_for_the_row_that_asked_only()
    {
        var subscriptions = _subscriber.Inner(0, Of("a"), Of("row"), Of("c"), Bytes.Null);
        Assert.True(subscriptions.MoveNext());
        byte[] answer = _responder.Write(ForeignKeySubscription.Read(subscriptions.Value.Span).Hash, Of("right")).Span.ToArray();

        var response = ForeignKeyResponse.Read(answer);
        Assert.True(response.IsFor(Of("row")));
        Assert.False(response.IsFor(Of("row2")));
        Assert.False(response.IsFor(Bytes.Null));
        Assert.Equal("right", Encoding.UTF8.GetString(response.RightValue.Span));

        var gone = ForeignKeyResponse.Read(_responder.Write(Bytes.Null, Bytes.Null).Span.ToArray());
        Assert.True(gone.IsFor(Bytes.Null));
        Assert.False(gone.IsFor(Of("row")));
        Assert.True(gone.RightValue.IsNull);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")]
    [InlineData("8101")]
    public void Refuses_what_is_no_answer(string bytes) =>
        Assert.Throws<SerdeException>(() => { _ = ForeignKeyResponse.Read(Convert.FromHexString(bytes)); });

    private static string Instructions(ForeignKeySubscriptionCursor cursor)
    {
        var found = new List<string>();
        while (cursor.MoveNext())
        {
            string key = cursor.ForeignKey.IsNull ? "null" : Encoding.UTF8.GetString(cursor.ForeignKey.Span);
            found.Add($"{key}={cursor.Value.Span[1]}");
            Assert.Equal(2, ForeignKeySubscription.Read(cursor.Value.Span).Partition);
        }

        return string.Join(' ', found);
    }

    private static string First(ForeignKeySubscriptionCursor cursor)
    {
        Assert.True(cursor.MoveNext());
        return Convert.ToHexString(cursor.Value.Span);
    }

    private static Bytes Of(string? text) => text is null ? Bytes.Null : new Bytes(Encoding.UTF8.GetBytes(text));
}
