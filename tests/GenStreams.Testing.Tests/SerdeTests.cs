using System.Buffers;
using System.Text;
using GenStreams.Testing.Tests.Topologies;

namespace GenStreams.Testing.Tests;

public sealed class SerdeTests
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public void Built_in_types_need_no_serde()
    {
        RoundTrip("text");
        RoundTrip(true);
        RoundTrip('x');
        RoundTrip((byte)200);
        RoundTrip((sbyte)-3);
        RoundTrip((short)-3);
        RoundTrip((ushort)3);
        RoundTrip(-3);
        RoundTrip(3U);
        RoundTrip(-3L);
        RoundTrip(3UL);
        RoundTrip(1.5f);
        RoundTrip(1.5);
        RoundTrip(new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        RoundTrip(Moment);
        RoundTrip<DateTimeOffset?>(Moment);
        RoundTrip<bool?>(true);
    }

    [Fact]
    public void Value_types_of_the_topology_may_be_nullable_in_a_test()
    {
        using var driver = new TopologyTestDriver<Late>();
        driver.Input<string, decimal?>("dropped").Pipe("a", 1.5m, timestamp: 1);
        driver.Input<string, decimal?>("dropped").Pipe("b", null, timestamp: 2);
        driver.Input<Colour?, Point?>("replaced").Pipe(Colour.Green, new Point(1, 2), timestamp: 3);
        driver.Input<Colour?, Point?>("replaced").Pipe(null, null, timestamp: 4);

        Assert.Equal([("a", (decimal?)1.5m), ("b", null)], driver.Output<string, decimal?>("kept").ReadAll());
        Assert.Equal([(Colour.Green, new Point(1, 2)), ((Colour?)null, (Point?)null)], driver.Output<Colour?, Point?>("moved").ReadAll());
    }

    [Fact]
    public void A_nullable_type_that_is_not_the_topologys_is_refused_by_its_name()
    {
        using var driver = new TopologyTestDriver<Late>();

        var error = Assert.Throws<ArgumentException>(() => driver.Input<string, DateOnly?>("dropped"));

        Assert.Contains("asked for as DateOnly?,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_are_read_as_they_are()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<byte[], byte[]>("keyed").Pipe([1], [2, 3]);

        var (key, value) = driver.Output<byte[], byte[]>("out").ReadKeyValue();

        Assert.Equal<byte>([1], key!);
        Assert.Equal<byte>([2, 3], value!);
    }

    [Fact]
    public void A_type_of_the_user_needs_a_serde_and_the_message_says_how_to_pass_it()
    {
        using var driver = new TopologyTestDriver<Relay>();

        var error = Assert.Throws<ArgumentException>(() => driver.Input<string, Celsius>("keyed"));

        Assert.Contains("no built-in serde", error.Message, StringComparison.Ordinal);
        Assert.Contains("pass an ISerde<Celsius> as 'values'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serde_that_is_passed_is_used()
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<string, Celsius>("keyed", values: new CelsiusSerde()).Pipe("k", new Celsius(21));

        Assert.Equal("21", Encoding.UTF8.GetString(driver.Output<string, byte[]>("out").ReadValue()!));
        driver.Input<string, Celsius>("keyed", values: new CelsiusSerde()).Pipe("k", new Celsius(22));
        Assert.Equal(new Celsius(22), driver.Output<string, Celsius>("out", values: new CelsiusSerde()).ReadValue());
    }

    [Fact]
    public void A_type_that_is_not_the_topologys_is_refused()
    {
        using var driver = new TopologyTestDriver<CountByValue>();

        var error = Assert.Throws<ArgumentException>(() => driver.Output<string, int>("out"));

        Assert.Contains(
            "values of topic 'out' are asked for as Int32, but the topology has Int64Serde", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nullable_type_and_bytes_fit_the_topologys_type()
    {
        using var driver = new TopologyTestDriver<CountByValue>();
        driver.Input<string, string>("in").PipeValues(["a", "a"]);

        Assert.Equal(1L, driver.Output<string, long?>("out").ReadValue());
        Assert.Equal<byte>([0, 0, 0, 0, 0, 0, 0, 2], driver.Output<string, byte[]>("out").ReadValue()!);
    }

    private static void RoundTrip<T>(T value)
    {
        using var driver = new TopologyTestDriver<Relay>();
        driver.Input<T, T>("keyed").Pipe(value, value);
        Assert.Equal((value, value), driver.Output<T, T>("out").ReadKeyValue());
    }

    private readonly record struct Celsius(int Degrees);

    private sealed class CelsiusSerde : ISerde<Celsius>
    {
        public void Serialize(Celsius value, IBufferWriter<byte> output) =>
            output.Write(Encoding.UTF8.GetBytes(value.Degrees.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        public Celsius Deserialize(ReadOnlySpan<byte> data) =>
            new(int.Parse(data, System.Globalization.CultureInfo.InvariantCulture));
    }
}
