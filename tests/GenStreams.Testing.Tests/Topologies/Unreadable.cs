using System.Buffers;
using GenStreams.Serdes;

namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Numbers from topic <c>numbers</c>, in tables, counts and joins that never look at them when they come.</summary>
[Topology("app")]
public partial class NumberTable
{
    [Source("texts")] private partial Stream<string, string> Texts { get; }

    [Source("numbers")] private partial Table<string, int> Numbers { get; }

    [Join(nameof(Texts), nameof(Numbers), Kind = JoinKind.Left), Sink("out")]
    private static string Both(string left, int? right) => $"{left}/{right?.ToString() ?? "null"}";
}

[Topology("app")]
public partial class NumberCount
{
    [Source("numbers")] private partial Stream<string, int> Numbers { get; }

    [Count(nameof(Numbers))] private partial Table<string, long> Counts { get; }

    [MapValues(nameof(Counts)), Sink("out")] private static string Text(long count) => count.ToString();
}

[Topology("app")]
public partial class NumberTables
{
    [Source("texts")] private partial Table<string, string> Texts { get; }

    [Source("numbers")] private partial Table<string, int> Numbers { get; }

    [Join(nameof(Texts), nameof(Numbers)), Sink("out")] private static string Both(string left, int right) => $"{left}/{right}";
}

[Topology("app")]
public partial class NumberStreams
{
    [Source("texts")] private partial Stream<string, string> Texts { get; }

    [Source("numbers")] private partial Stream<string, int> Numbers { get; }

    [Join(nameof(Texts), nameof(Numbers)), Window(Within = "50ms", Grace = "20ms"), Sink("out")]
    private static string Both(string left, int right) => $"{left}/{right}";
}

[Topology("app")]
public partial class NumbersPassedOn
{
    [Source("numbers")] private partial Stream<string, int> Numbers { get; }

    [Source("others")] private partial Stream<string, int> Others { get; }

    [Merge(nameof(Numbers), nameof(Others)), Sink("out")] private partial Stream<string, int> All { get; }
}

[Topology("app")]
public partial class NumbersToTable
{
    [Source("texts")] private partial Stream<string, string> Texts { get; }

    [Source("numbers")] private partial Stream<string, int> Numbers { get; }

    [ToTable(nameof(Numbers))] private partial Table<string, int> Latest { get; }

    [Join(nameof(Texts), nameof(Latest), Kind = JoinKind.Left), Sink("out")]
    private static string Both(string left, int? right) => $"{left}/{right?.ToString() ?? "null"}";
}

[Topology("app")]
public partial class NumbersByKey
{
    [Source("texts")] private partial Table<string, string> Texts { get; }

    [Source("numbers")] private partial Table<string, int> Numbers { get; }

    [Join(nameof(Texts), nameof(Numbers), ForeignKey = nameof(KeyOf)), Sink("out")]
    private static string Both(string left, int right) => $"{left}/{right}";

    private static string? KeyOf(string key, string value) => key;
}

[Topology("app")]
public partial class NumbersEverywhere
{
    [Source("texts")] private partial Stream<string, string> Texts { get; }

    [Source("numbers")] private partial GlobalTable<string, int> Numbers { get; }

    [Join(nameof(Texts), nameof(Numbers), Kind = JoinKind.Left, KeySelector = nameof(KeyOf)), Sink("out")]
    private static string Both(string left, int? right) => $"{left}/{right?.ToString() ?? "null"}";

    private static string KeyOf(string key, string value) => key;
}

/// <summary>The same without a check: what nobody reads goes on.</summary>
[Topology("app")]
public partial class UncheckedNumbers
{
    [Source("numbers", Unchecked = true), Sink("out")] private partial Stream<string, int> Numbers { get; }
}

/// <summary>A branch that does not look at the value comes before one that does.</summary>
[Topology("app")]
public partial class PricesSeenTwice(List<string> keys)
{
    [Source("prices")] private partial Stream<string, Price> Prices { get; }

    [ForEach(nameof(Prices))] private void Note(string key, ReadOnlySpan<byte> value, RecordContext context) => keys.Add($"{key}@{context.Offset}");

    [MapValues(nameof(Prices)), Sink("out")] private static string Text(Price price) => price.Symbol;
}

/// <summary>A constructor that refuses what is not a price.</summary>
[Topology("app")]
public partial class StrictPrices
{
    [Source("prices"), Sink("out")] private partial Stream<string, StrictPrice> Prices { get; }
}

/// <summary>A key in a format of the user's own, which nobody reads.</summary>
[Topology("app")]
public partial class EvenKeys
{
    [Source("numbers"), Serde<EvenSerde>(Key = true), Sink("out")] private partial Stream<int, string> Numbers { get; }
}

/// <summary>Stream time goes on by the records that can be read.</summary>
[Topology("app")]
public partial class TimeOfNumbers(List<long> times)
{
    [Source("numbers")] private partial Stream<string, int> Numbers { get; }

    [StateStore("last")] private partial KeyValueStore<string, int> Last { get; }

    [Process(nameof(Numbers))] private static void Keep(string key, int value, KeyValueStore<string, int> last) => last.Put(key, value);

    [Punctuate("100ms")] private void Tick(Punctuation punctuation, KeyValueStore<string, int> last) => times.Add(punctuation.Timestamp);
}

public sealed record Price(string Symbol, double Amount);

public sealed class StrictPrice
{
    public StrictPrice(double amount) => Amount = amount > 0 ? amount : throw new ArgumentException("no price is negative");

    public double Amount { get; }
}

public sealed class EvenSerde : ISerde<int>
{
    public void Serialize(int value, IBufferWriter<byte> output) => Int32Serde.Instance.Serialize(value, output);

    public int Deserialize(ReadOnlySpan<byte> data) =>
        Int32Serde.Instance.Deserialize(data) is var number && number % 2 == 0 ? number : throw new FormatException("an odd number");
}
