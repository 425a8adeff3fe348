using System.Buffers;
using System.Globalization;

namespace GenStreams.Generators.Tests.Emission.Running;

/// <summary>One record to three readers, of which any can fail.</summary>
[Topology("fan-out")]
public partial class FanOut
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [MapValues(nameof(In)), Sink("lengths")] private static int Length(string value) => value == "length" ? throw new FormatException(value) : value.Length;

    [MapValues(nameof(In)), Sink("upper")] private static string Upper(string value) => value == "upper" ? throw new FormatException(value) : value.ToUpperInvariant();

    [Filter(nameof(In)), Sink("copy")] private static bool Copied(string value) => value == "copied" ? throw new FormatException(value) : true;
}

/// <summary>Several records of one, of which any can fail.</summary>
[Topology("loop")]
public partial class Loop
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [FlatMapValues(nameof(In))]
    private static void Words(string value, Output<string> words)
    {
        foreach (string word in value.Split(' '))
        {
            words.Emit(word == "stop" ? throw new FormatException("stop") : word);
        }
    }

    [MapValues(nameof(Words)), Sink("out")] private static string Checked(string word) => word == "bad" ? throw new FormatException("bad") : word;
}

/// <summary>A cached count whose changes fill a second cache.</summary>
[Topology("caches")]
public partial class Caches
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [Count(nameof(In), Store = "counts")] public partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts), Store = "texts"), Sink("out")] private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A filter of an aggregate, which knows old values.</summary>
[Topology("old")]
public partial class OldValues
{
    [Source("in")] private partial Stream<string, long> In { get; }

    [Aggregate(nameof(In), Initializer = nameof(Zero), Store = "sums")] private static long Sum(long sum, long value) => sum + value;

    private static long Zero() => 0;

    [Filter(nameof(Sum)), Sink("positive")] private static bool Positive(long sum) => sum >= 0;

    [Filter(nameof(Sum), Store = "great"), Sink("great")] private static bool Great(long sum) => sum > 10;
}

/// <summary>Two members of one type with two serdes: bytes of one must not get into the other's topic.</summary>
[Topology("recoded")]
public partial class Recoded
{
    [Source("plain")] private partial Stream<string, string> Plain { get; }

    [Source("upper"), Serde<UpperSerde>] private partial Stream<string, string> Shouted { get; }

    [Merge(nameof(Plain), nameof(Shouted)), Sink("out")] private partial Stream<string, string> All { get; }
}

/// <summary>A serde that keeps texts in upper case on the wire.</summary>
public sealed class UpperSerde : ISerde<string>
{
    /// <inheritdoc/>
    public void Serialize(string value, IBufferWriter<byte> output) => GenStreams.Serdes.StringSerde.Instance.Serialize(value.ToUpperInvariant(), output);

    /// <inheritdoc/>
    public string Deserialize(ReadOnlySpan<byte> data) => GenStreams.Serdes.StringSerde.Instance.Deserialize(data).ToLowerInvariant();
}

/// <summary>Topics and partitions that the user chooses.</summary>
[Topology("chosen")]
public partial class Chosen
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [MapValues(nameof(In)), Sink("spread", Partitioner = nameof(ByValue))] private static string Same(string value) => value;

    private static int ByValue(string? key, string value, int partitions) => int.Parse(value, CultureInfo.InvariantCulture);
}

/// <summary>A store that an instance method takes from its property, not from a parameter alone.</summary>
[Topology("own-store")]
public partial class OwnStore
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [StateStore("last")] public partial KeyValueStore<string, string> Last { get; }

    [ProcessValues(nameof(In)), Sink("out")]
    private string? Before(string key, string? value, KeyValueStore<string, string> last)
    {
        string? before = Last.Get(key);
        last.Put(key, value);
        return before;
    }
}

/// <summary>Headers that an operator adds to.</summary>
[Topology("headers")]
public partial class Headers
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [Peek(nameof(In))] private static void Mark(string value, RecordContext context) => context.Headers.Add("seen", "yes"u8);

    [Reduce(nameof(Mark), Store = "last"), Sink("out")] private static string Last(string left, string right) => right;
}

/// <summary>Joins on bytes, without decoding the row.</summary>
[Topology("raw-join")]
public partial class RawJoin
{
    [Source("in")] private partial Stream<string, string> In { get; }

    [Source("names")] private partial Table<string, string> Names { get; }

    [Source("places")] private partial GlobalTable<string, string> Places { get; }

    [Join(nameof(In), nameof(Names))] private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name) => name;

    [Join(nameof(Name), nameof(Places), KeySelector = nameof(PlaceOf)), Sink("out")] private static ReadOnlySpan<byte> Place(ReadOnlySpan<byte> name, ReadOnlySpan<byte> place) => place;

    private static string PlaceOf(string name) => name;
}

/// <summary>Records on the console.</summary>
[Topology("printed")]
public partial class Printed
{
    [Source("in")] private partial Stream<string, double> In { get; }

    [Print(nameof(In))] private partial Stream<string, double> Plain { get; }

    [Print(nameof(In), Label = "all")] private partial Stream<string, double> Labelled { get; }
}
