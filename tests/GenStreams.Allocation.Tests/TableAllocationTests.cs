using System.Buffers.Binary;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Processing;
using GenStreams.Processing.Tables;

namespace GenStreams.Allocation.Tests;

/// <summary>As <see cref="AllocationTests"/>, for what works with tables on tables.</summary>
public sealed class TableAllocationTests
{
    private const int Records = 20_000;
    private const int Keys = 100;
    private const int RecordsPerCommit = 500;
    private const long Cache = 10_000_000;
    private const string Registration = "Sum-subscription-registration-topic";
    private const string Response = "Sum-subscription-response-topic";

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Joins_of_tables_allocate_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<JoinTablesOfNumbers>(cacheBytes);
        var (left, right) = (task.Source("left"), task.Source("right"));

        AssertNothingAllocated(
            record => task.Process(record % 2 == 0 ? left : right, Number(record / 3 % Keys), Number(record % 7), record), task.Flush);

        Assert.True(task.Collector.Sent("out") > Records / 10);
        Assert.True(task.Collector.Sent("app-sums-changelog") > Records / 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Groupings_of_tables_allocate_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<GroupNumbers>(cacheBytes);
        int source = task.Source("in");

        AssertNothingAllocated(record => task.Process(source, Number(record % Keys), Number(record % 1234), record), task.Flush);

        Assert.True(task.Collector.Sent("app-Counts-repartition") > Records / 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Aggregations_of_grouped_tables_allocate_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<GroupNumbers>(cacheBytes, subTopology: 1);
        int source = task.Source("Counts-repartition");
        var writer = new TableChangeWriter();

        AssertNothingAllocated(
            record =>
            {
                byte[] group = Number(record % Keys);
                var changes = writer.Between(new Bytes(group), new Bytes(Number(record % 77)), record % 2 == 0 ? new Bytes(group) : Bytes.Null, new Bytes(Number(record % 55)));
                while (changes.MoveNext())
                {
                    task.Process(source, changes.Key.Span, changes.Value.Span, record);
                }
            },
            task.Flush);

        Assert.All(["counts", "sums", "products"], topic => Assert.True(task.Collector.Sent(topic) > Records / 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void The_left_side_of_a_foreign_key_join_allocates_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<ForeignNumbers>(cacheBytes);
        var (left, response) = (task.Source("left"), task.Source(Response));
        var subscriber = new ForeignKeySubscriber();
        var responder = new ForeignKeyResponder();

        AssertNothingAllocated(
            record =>
            {
                byte[] key = Number(record % Keys);
                byte[] value = Number(record % 1234);
                task.Process(left, key, value, record);
                var subscriptions = subscriber.Inner(0, new Bytes(key), new Bytes(value), new Bytes(key), Bytes.Null);
                subscriptions.MoveNext();
                var hash = ForeignKeySubscription.Read(subscriptions.Value.Span).Hash;
                task.Process(response, key, responder.Write(hash, new Bytes(Number(record % 77))).Span, record);
            },
            task.Flush);

        Assert.True(task.Collector.Sent("app-" + Registration) > Records / 2);
        Assert.True(task.Collector.Sent("out") > Records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void The_right_side_of_a_foreign_key_join_allocates_nothing(long cacheBytes)
    {
        using var task = new TaskHarness<ForeignNumbers>(cacheBytes, subTopology: 1);
        var (right, registration) = (task.Source("right"), task.Source(Registration));
        var subscriber = new ForeignKeySubscriber();

        AssertNothingAllocated(
            record =>
            {
                task.Process(right, Number(record % 10), Number(record % 1234), record);
                byte[] key = Number(record % Keys);
                bool moves = record % 3 == 0;
                var old = moves ? new Bytes(Number((record + 1) % 10)) : Bytes.Null;
                var subscriptions = subscriber.Inner(0, new Bytes(key), new Bytes(key), new Bytes(Number(record % 10)), old);
                while (subscriptions.MoveNext())
                {
                    task.Process(registration, subscriptions.ForeignKey.Span, subscriptions.Value.Span, record);
                }
            },
            task.Flush);

        Assert.True(task.Collector.Sent("app-" + Response) > Records);
        Assert.True(task.Collector.Sent("app-Sum-subscription-store-changelog") > Records);
    }

    private static readonly byte[][] Numbers = [.. Enumerable.Range(0, 1300).Select(Encode)];

    private static byte[] Number(int number) => Numbers[number];

    private static byte[] Encode(int number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>The first two rounds are the warm-up: they fill stores, grow buffers and have the code compiled.</summary>
    private static void AssertNothingAllocated(Action<int> process, Action flush)
    {
        Feed(process, flush);
        Feed(process, flush);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(process, flush);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Feed(Action<int> process, Action flush)
    {
        for (int record = 0; record < Records; record++)
        {
            process(record);
            if (record % RecordsPerCommit == 0)
            {
                flush();
            }
        }
    }
}
