namespace GenStreams.Generators.Extraction;

/// <summary>Which methods an operator takes.</summary>
/// <param name="Data">Which keys and values it is given.</param>
/// <param name="Result">What it gives back.</param>
/// <param name="Allowed">The forms, as a message shows them.</param>
/// <param name="Extras">What else it may take.</param>
internal sealed record SignatureRule(DataShape Data, ResultShape Result, string Allowed, Extras Extras = Extras.Context)
{
    private const string Record = "([TKey key,] TValue value)";

    public static readonly SignatureRule Predicate = new(DataShape.Record, ResultShape.Boolean, $"bool M{Record}");
    public static readonly SignatureRule Map = new(DataShape.Record, ResultShape.Pair, $"(TNewKey, TNewValue) M{Record}");
    public static readonly SignatureRule MapValues = new(DataShape.Record, ResultShape.Value, $"TNewValue M{Record}");
    public static readonly SignatureRule SelectKey = new(DataShape.Record, ResultShape.Key, $"TNewKey M{Record}");
    public static readonly SignatureRule Action = new(DataShape.Record, ResultShape.Nothing, $"void M{Record}");

    public static readonly SignatureRule FlatMap = new(
        DataShape.Record,
        ResultShape.Nothing,
        "void M([TKey key,] TValue value, Output<TNewKey, TNewValue> output)",
        Extras.Context | Extras.KeyValueOutput | Extras.NeedsOutput);

    public static readonly SignatureRule FlatMapValues = new(
        DataShape.Record,
        ResultShape.Nothing,
        "void M([TKey key,] TValue value, Output<TNewValue> output), or with a BytesOutput",
        Extras.Context | Extras.ValueOutput | Extras.NeedsOutput);

    public static readonly SignatureRule ProcessValues = new(
        DataShape.Record,
        ResultShape.ValueOrNothing,
        "TNewValue M([TKey key,] TValue value, KeyValueStore<TStoreKey, TStoreValue> store, ...), or void, "
        + "or void with an Output<TNewValue> or a BytesOutput; with any Output<TOutKey, TOutValue> that [Output] members declare",
        Extras.Context | Extras.ValueOutput | Extras.Stores | Extras.KeyValueOutput | Extras.ManyOutputs);

    public static readonly SignatureRule Process = new(
        DataShape.Record,
        ResultShape.Nothing,
        "void M([TKey key,] TValue value, Output<TNewKey, TNewValue> output, KeyValueStore<TStoreKey, TStoreValue> store, ...)",
        Extras.Context | Extras.Stores | Extras.KeyValueOutput | Extras.ManyOutputs);

    public static readonly SignatureRule Punctuate = new(
        DataShape.Nothing,
        ResultShape.Nothing,
        "void M(Punctuation punctuation, Output<TKey, TValue> output, KeyValueStore<TStoreKey, TStoreValue> store, ...)",
        Extras.Punctuation | Extras.Stores | Extras.KeyValueOutput | Extras.ManyOutputs);

    public static readonly SignatureRule Reduce = new(
        DataShape.Aggregate,
        ResultShape.Aggregate,
        "TValue M(TValue aggregate, [TKey key,] TValue value), or void with 'ref TValue aggregate'");

    public static readonly SignatureRule Aggregate = new(
        DataShape.Aggregate,
        ResultShape.Aggregate,
        "TAggregate M(TAggregate aggregate, [TKey key,] TValue value), or void with 'ref TAggregate aggregate'");

    public static readonly SignatureRule Join = new(
        DataShape.Sides, ResultShape.Value, "TResult M([TKey key,] TLeft left, TRight right)");

    public static readonly SignatureRule Partitioner = new(
        DataShape.Partitioned, ResultShape.Number, "int M(TKey key, TValue value, int partitions)", Extras.None);

    public static readonly SignatureRule TopicSelector = new(
        DataShape.Record, ResultShape.Text, "string M([TKey key,] TValue value [, RecordContext context])");

    public static readonly SignatureRule TimestampExtractor = new(
        DataShape.Record, ResultShape.Time, "long M([TKey key,] TValue value [, RecordContext context])");

    public static readonly SignatureRule KeySelector = new(DataShape.Record, ResultShape.Key, $"TGlobalKey M{Record}", Extras.None);

    public static readonly SignatureRule ForeignKey = new(DataShape.Record, ResultShape.Key, $"TRightKey? M{Record}", Extras.None);

    public static readonly SignatureRule Merger = new(
        DataShape.Sides, ResultShape.Value, "TAggregate M([TKey key,] TAggregate left, TAggregate right)", Extras.None);

    public static readonly SignatureRule Initializer = new(DataShape.Nothing, ResultShape.Value, "TAggregate M()", Extras.None);
}

/// <summary>The keys and values that a method is given.</summary>
internal enum DataShape
{
    /// <summary>None.</summary>
    Nothing,

    /// <summary>The value, or key and value.</summary>
    Record,

    /// <summary>Aggregate and value, or aggregate, key and value.</summary>
    Aggregate,

    /// <summary>Left and right, or key, left and right.</summary>
    Sides,

    /// <summary>Key, value and partition count.</summary>
    Partitioned,
}

/// <summary>What a method gives back.</summary>
internal enum ResultShape
{
    Nothing,
    Boolean,
    Number,
    Time,
    Text,
    Key,
    Value,
    ValueOrNothing,
    Pair,
    Aggregate,
}

/// <summary>What else a method may take. All operators may take a <c>CancellationToken</c>.</summary>
[Flags]
internal enum Extras
{
    None = 0,
    Context = 1,
    Stores = 2,
    ValueOutput = 4,
    KeyValueOutput = 8,
    NeedsOutput = 16,
    ManyOutputs = 32,
    Punctuation = 64,
}
