using System.Buffers;
using GenStreams.Fuzzing;
using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests.Fuzzing;

/// <summary>
/// Bytes that nobody has written right: a generated codec reads them, or says with the documented error that they are no value. What it reads it writes again
/// as it was read, and what its check lets through it reads.
/// </summary>
public sealed class MessagePackFuzzTests
{
    private static readonly ISerde<Shape> Serde = SerdeOf<Shapes>("shapes");

    [Fact]
    public void Any_bytes_are_a_value_or_refused_with_the_documented_error()
    {
        var mutator = new ByteMutator(FuzzSettings.Seed);
        var samples = Samples(mutator.Random);
        int inputs = FuzzSettings.Inputs(usual: 1_000_000);
        int values = 0;
        for (int input = 0; input < inputs; input++)
        {
            byte[] bytes = mutator.Mutate(samples);
            try
            {
                values += Try(bytes) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {input}: {Convert.ToHexString(bytes)}\n{e}");
            }
        }

        Assert.InRange(values, inputs / 1000, inputs - 1);
    }

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    [InlineData(0xDC)]
    public void Bytes_that_are_nested_without_end_are_refused(byte opening)
    {
        byte[] bytes = new byte[1_000_000];
        Array.Fill(bytes, opening);

        Assert.Throws<SerdeException>(() => Serde.Check(bytes));
        Assert.Throws<SerdeException>(() => Serde.Deserialize(bytes));
    }

    private static bool Try(byte[] bytes)
    {
        bool isChecked = Passes(() => Serde.Check(bytes));
        Shape? value = null;
        bool isRead = Passes(() => value = Serde.Deserialize(bytes));
        Assert.Equal(isChecked, isRead);
        if (isRead)
        {
            byte[] written = Write(value!);
            Assert.Equal(written, Write(Serde.Deserialize(written)));
        }

        return isRead;
    }

    private static bool Passes(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (SerdeException)
        {
            return false;
        }
    }

    private static byte[] Write(Shape shape)
    {
        var written = new ArrayBufferWriter<byte>();
        Serde.Serialize(shape, written);
        return written.WrittenSpan.ToArray();
    }

    private static List<byte[]> Samples(Random random)
    {
        var samples = new List<byte[]>();
        for (int i = 0; i < 20; i++)
        {
            samples.Add(Write(Any(random, depth: i % 4)));
        }

        return samples;
    }

    private static Shape Any(Random random, int depth) => new("shape " + random.Next(100), (Hue)random.Next(2), new Corner(random.Next(), random.NextInt64(), null))
    {
        Corners = [.. Enumerable.Range(0, random.Next(3)).Select(i => new Corner(i, -i, i / 7.0))],
        Counts = Enumerable.Range(0, random.Next(3)).ToDictionary(i => "count " + i, i => i * 1000),
        Ids = Enumerable.Range(0, random.Next(3)).ToDictionary(i => long.MaxValue - i, i => new Guid(i, 1, 2, new byte[8])),
        Marks = [.. Enumerable.Range(-1, random.Next(3))],
        Tags = [.. Enumerable.Range(0, random.Next(3)).Select(i => new string('ä', i * 20))],
        Data = random.Next(2) == 0 ? null : new byte[random.Next(40)],
        Numbers = [1, -1, short.MaxValue],
        Price = (decimal)random.NextDouble(),
        Weight = random.NextSingle(),
        Letter = 'ß',
        Large = ulong.MaxValue,
        Made = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc),
        Sold = new DateTimeOffset(2020, 2, 29, 1, 2, 3, TimeSpan.FromHours(-7)),
        Day = new DateOnly(2020, 2, 29),
        Hour = new TimeOnly(23, 59),
        Age = TimeSpan.FromTicks(random.NextInt64()),
        Page = random.Next(2) == 0 ? null : new Uri("https://example.org/ä?b=c"),
        Pair = (1, "right"),
        Parts = depth == 0 ? null : [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, depth - 1))],
    };

    private static ISerde<Shape> SerdeOf<TTopology>(string topic)
        where TTopology : class, ITopology<TTopology> =>
        (ISerde<Shape>)TTopology.Descriptor.TopicSerdes.First(serdes => serdes.Topic.Name == topic).Value!;
}
