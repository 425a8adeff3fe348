using System.Buffers;
using System.Text;
using System.Text.Json.Serialization;
using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

public record JsonOrder(int Id, string Item, JsonOrder? Next = null);

public record struct JsonPoint(int X, int Y);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonOrder))]
[JsonSerializable(typeof(JsonPoint))]
internal sealed partial class JsonTestContext : JsonSerializerContext;

public class JsonSerdeTests
{
    private static readonly JsonSerde<JsonOrder> Orders = new(JsonTestContext.Default.GetTypeInfo(typeof(JsonOrder)));

    [Fact]
    public void Writes_what_the_context_says_and_reads_it_back()
    {
        byte[] data = Write(Orders, new JsonOrder(1, "tea", new JsonOrder(2, "cup")));
        Assert.Equal("""{"id":1,"item":"tea","next":{"id":2,"item":"cup","next":null}}""", Encoding.UTF8.GetString(data));
        Assert.Equal(new JsonOrder(1, "tea", new JsonOrder(2, "cup")), Orders.Deserialize(data));
    }

    [Fact]
    public void One_writer_serves_many_values_and_outputs()
    {
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal($$"""{"id":{{i}},"item":"x","next":null}""", Encoding.UTF8.GetString(Write(Orders, new JsonOrder(i, "x"))));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"id":"one"}""")]
    [InlineData("""{"id":1} x""")]
    public void What_is_not_JSON_of_the_type_is_refused(string json)
    {
        var error = Assert.Throws<SerdeException>(() => Orders.Deserialize(Encoding.UTF8.GetBytes(json)));
        Assert.Contains("JsonOrder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_depth_is_refused() =>
        Assert.Throws<SerdeException>(() => Orders.Deserialize(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"next":""", 100_000)))));

    [Fact]
    public void After_an_error_the_next_value_is_written()
    {
        var deep = new JsonOrder(0, "");
        for (int i = 0; i < 2000; i++)
        {
            deep = new JsonOrder(i, "", deep);
        }

        Assert.Throws<SerdeException>(() => Write(Orders, deep));
        Assert.Equal("""{"id":1,"item":"x","next":null}""", Encoding.UTF8.GetString(Write(Orders, new JsonOrder(1, "x"))));
    }

    [Fact]
    public void A_struct_round_trips_and_null_is_refused()
    {
        var points = new JsonSerde<JsonPoint>(JsonTestContext.Default.JsonPoint);
        Assert.Equal(new JsonPoint(1, 2), points.Deserialize(Write(points, new JsonPoint(1, 2))));
        Assert.Throws<SerdeException>(() => points.Deserialize("null"u8));
    }

    [Fact]
    public void A_type_that_the_context_does_not_list_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new JsonSerde<Version>(JsonTestContext.Default.GetTypeInfo(typeof(Version))));
        Assert.Contains("[JsonSerializable(typeof(Version))]", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Write<T>(JsonSerde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }
}
