using System.Globalization;
using GenStreams.Serdes;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>
/// A source hands on only what its serdes can read: whatever follows, of the rest nothing but the error handler for deserialization hears. As
/// Kafka Streams does.
/// </summary>
public sealed class UnreadableTests
{
    [Fact]
    public void Rows_of_a_table() => Check<NumberTable>("s a: a=A/1@5", "s b: b=B/null@6", "s c: c=C/3@7");

    [Fact]
    public void Counts() => Check<NumberCount>("n a: a=1@1", "n c: c=1@3", "n a: a=2@20");

    [Fact]
    public void Rows_of_tables_that_are_joined() => Check<NumberTables>("s a: a=A/1@5", "s c: c=C/3@7", "n a: a=A/9@20");

    [Fact]
    public void Sides_of_a_join_of_streams() => Check<NumberStreams>("s a: a=A/1@5", "s c: c=C/3@7", "n a: a=A/9@20");

    [Fact]
    public void Records_that_are_passed_on() => Check<NumbersPassedOn>("n a: a=00000001@1", "n c: c=00000003@3", "n a: a=00000009@20");

    [Fact]
    public void Rows_of_a_stream_that_becomes_a_table() => Check<NumbersToTable>("s a: a=A/1@5", "s b: b=B/null@6", "s c: c=C/3@7");

    [Fact]
    public void Rows_of_a_foreign_key_join() => Check<NumbersByKey>("s a: a=A/1@5", "s c: c=C/3@7", "n a: a=A/9@20");

    [Fact]
    public void Rows_of_a_global_table() => Check<NumbersEverywhere>("s a: a=A/1@5", "s b: b=B/null@6", "s c: c=C/3@7");

    [Fact]
    public void An_unchecked_source_passes_anything_on()
    {
        using var driver = new TopologyTestDriver<UncheckedNumbers>();
        driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance).Pipe("k", [1, 2, 3]);

        Assert.Equal([1, 2, 3], driver.Output("out", StringSerde.Instance, ByteArraySerde.Instance).ReadValue());
    }

    [Fact]
    public void The_handler_for_deserialization_decides_and_sees_the_record_itself()
    {
        var handler = new SkipAndTell();
        using var driver = new TopologyTestDriver<NumberTable>(
            new() { OnDeserializationError = ErrorPolicy.Handler, Services = new Services(handler) });
        var numbers = driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance);
        numbers.Pipe("a", [0, 0, 0, 1], timestamp: 1);
        numbers.Pipe("b", [7], timestamp: 2);

        Assert.Equal(["Numbers: 0_0 numbers-0@1 07"], handler.Asked);
    }

    [Fact]
    public void The_handler_decides_on_records_of_a_global_table_too()
    {
        var handler = new SkipAndTell();
        using var driver = new TopologyTestDriver<NumbersEverywhere>(
            new() { OnDeserializationError = ErrorPolicy.Handler, Services = new Services(handler) });
        driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance).Pipe("b", [7], timestamp: 2);

        Assert.Equal(["Numbers: -1_0 numbers-0@0 07"], handler.Asked);
    }

    [Theory]
    [InlineData(typeof(NumberTable), "Task 0_0 failed in 'Numbers' (DeserializeValue) at topic 'numbers', partition 0, offset 0: ")]
    [InlineData(typeof(NumbersEverywhere), "The table 'Numbers' cannot be read at topic 'numbers', partition 0, offset 0: ")]
    public void Without_a_policy_the_topology_fails_at_the_record(Type topology, string message)
    {
        var error = Assert.Throws<StreamsException>(() =>
        {
            if (topology == typeof(NumberTable))
            {
                Pipe<NumberTable>();
            }
            else
            {
                Pipe<NumbersEverywhere>();
            }
        });

        Assert.Equal(message + "A value of type int is 4 bytes long, but the data has 1 byte.", error.Message);

        static void Pipe<T>()
            where T : class, ITopology<T>
        {
            using var driver = new TopologyTestDriver<T>();
            driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance).Pipe("k", [7]);
        }
    }

    [Fact]
    public void No_branch_sees_what_another_could_not_read()
    {
        var keys = new List<string>();
        using var driver = new TopologyTestDriver<PricesSeenTwice>(new() { OnDeserializationError = ErrorPolicy.Skip, Services = new Services(keys) });
        var raw = driver.Input("prices", StringSerde.Instance, ByteArraySerde.Instance);
        raw.Pipe("bad", [0x93, 1, 2, 3]);
        driver.Input<string, Price>("prices").Pipe("good", new Price("X", 1));

        Assert.Equal(["good@1"], keys);
        Assert.Equal("X", driver.Output<string, string>("out").ReadValue());
    }

    [Fact]
    public void What_a_constructor_refuses_cannot_be_read()
    {
        using var driver = new TopologyTestDriver<StrictPrices>(new() { OnDeserializationError = ErrorPolicy.DeadLetter("dead") });
        var raw = driver.Input("prices", StringSerde.Instance, ByteArraySerde.Instance);
        byte[] negative = [0x81, 0xa6, .. "Amount"u8, 0xff];
        raw.Pipe("bad", negative);
        driver.Input<string, StrictPrice>("prices").Pipe("good", new StrictPrice(2));

        Assert.Equal("good", driver.Output<string, StrictPrice>("out").ReadKeyValue().Key);
        Assert.Equal(negative, driver.Output("dead", StringSerde.Instance, ByteArraySerde.Instance).ReadValue());
    }

    [Fact]
    public void What_a_serde_of_the_users_refuses_cannot_be_read()
    {
        using var driver = new TopologyTestDriver<EvenKeys>(new() { OnDeserializationError = ErrorPolicy.Skip });
        var raw = driver.Input("numbers", Int32Serde.Instance, StringSerde.Instance);
        raw.Pipe(1, "odd");
        raw.Pipe(2, "even");

        Assert.Equal(["even"], driver.Output("out", Int32Serde.Instance, StringSerde.Instance).ReadAll().Select(record => record.Value));
    }

    [Fact]
    public void What_cannot_be_read_moves_no_time()
    {
        var times = new List<long>();
        using var driver = new TopologyTestDriver<TimeOfNumbers>(new() { OnDeserializationError = ErrorPolicy.Skip, Services = new Services(times) });
        var raw = driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance);
        raw.Pipe("a", [0, 0, 0, 1], timestamp: 100);
        raw.Pipe("b", [1], timestamp: 5_000);
        raw.Pipe("a", [0, 0, 0, 1], timestamp: 150);
        raw.Pipe("a", [0, 0, 0, 1], timestamp: 200);

        Assert.Equal([100, 200], times);
    }

    /// <summary>Some numbers that are none among others, then texts that meet them; what comes out at which record.</summary>
    private static void Check<T>(params string[] expected)
        where T : class, ITopology<T>
    {
        using var driver = new TopologyTestDriver<T>(new() { OnDeserializationError = ErrorPolicy.Skip });
        bool hasTexts = typeof(T) != typeof(NumberCount) && typeof(T) != typeof(NumbersPassedOn);
        var numbers = driver.Input("numbers", StringSerde.Instance, ByteArraySerde.Instance);
        var output = driver.Output("out", StringSerde.Instance, ByteArraySerde.Instance);
        var told = new List<string>();
        Number("a", [0, 0, 0, 1], 1);
        Number("b", [0, 0, 7], 2);
        Number("c", [0, 0, 0, 3], 3);
        Number("a", [0, 0, 0], 4);
        if (hasTexts)
        {
            var texts = driver.Input<string, string>("texts");
            foreach (var (key, timestamp) in new[] { ("a", 5L), ("b", 6L), ("c", 7L) })
            {
                texts.Pipe(key, key.ToUpperInvariant(), timestamp);
                Read("s " + key);
            }
        }

        Number("a", [0, 0, 0, 9], 20);
        Assert.Equal(expected, told);

        void Number(string key, byte[] value, long timestamp)
        {
            numbers.Pipe(key, value, timestamp);
            Read("n " + key);
        }

        void Read(string cause) => told.AddRange(output.ReadAllRecords().Select(record =>
            string.Create(CultureInfo.InvariantCulture, $"{cause}: {record.Key}={Text(record.Value!)}@{record.Timestamp}")));

        static string Text(byte[] value) => value[0] == 0 ? Convert.ToHexStringLower(value) : System.Text.Encoding.UTF8.GetString(value);
    }

    private sealed class SkipAndTell : IDeserializationErrorHandler
    {
        public List<string> Asked { get; } = [];

        public ErrorAction Handle(in ErrorContext context)
        {
            Asked.Add($"{context.Member}: {context.Task} {context.Topic}-{context.Partition}@{context.Offset} {Convert.ToHexStringLower(context.Value.Span)}");
            return ErrorAction.Skip;
        }
    }
}
