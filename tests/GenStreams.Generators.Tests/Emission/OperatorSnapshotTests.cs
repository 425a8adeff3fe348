namespace GenStreams.Generators.Tests.Emission;

/// <summary>How generated tasks look: one topology for each operator, with as little around it as can be.</summary>
public class OperatorSnapshotTests
{
    private const string Numbers = """
        [Source("in")] private partial Stream<string, int> In { get; }
        """;

    private const string Texts = """
        [Source("in")] private partial Stream<string, string> In { get; }
        """;

    private const string Rows = """
        [Source("in")] private partial Table<string, string> In { get; }
        """;

    [Theory]
    [InlineData("Filter", Numbers + """
        [Filter(nameof(In)), Sink("out")] private static bool Even(int value) => value % 2 == 0;
        """)]
    [InlineData("FilterNot", Texts + """
        [FilterNot(nameof(In)), Sink("out")] private static bool Empty(string key, string? value) => string.IsNullOrEmpty(value);
        """)]
    [InlineData("Map", Numbers + """
        [Map(nameof(In)), Sink("out")] private static (int, string?) Swapped(string? key, int value) => (value, key);
        """)]
    [InlineData("MapValues", Numbers + """
        [MapValues(nameof(In)), Sink("out")] private static long Doubled(int value) => value * 2L;
        """)]
    [InlineData("MapValuesNullable", Numbers + """
        [MapValues(nameof(In)), Sink("out")] private static int? Half(int? value) => value / 2;
        """)]
    [InlineData("MapValuesInContext", Numbers + """
        private readonly int _offset = 3;
        [MapValues(nameof(In)), Sink("out")] private long Late(in int value, RecordContext context, CancellationToken stop) => context.Timestamp + value + _offset;
        """)]
    [InlineData("MapValuesRaw", """
        [Source("in")] private partial Stream<string, byte[]> In { get; }
        [MapValues(nameof(In)), Sink("out")] private static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> value) => value.Length > 4 ? value[..4] : value;
        """)]
    [InlineData("FlatMap", Texts + """
        [FlatMap(nameof(In)), Sink("out")] private static void Words(string? key, string value, Output<string, string?> words) => words.Emit(value, key);
        """)]
    [InlineData("FlatMapValues", Texts + """
        [FlatMapValues(nameof(In)), Sink("out")] private static void Words(string value, Output<string> words) => words.Emit(value);
        """)]
    [InlineData("FlatMapValuesToBytes", Texts + """
        [FlatMapValues(nameof(In))] private static void Words(string value, BytesOutput words) => words.Emit(value);
        [SelectKey(nameof(Words)), Sink("out")] private static string ByWord(string word) => word;
        """)]
    [InlineData("SelectKey", Texts + """
        [SelectKey(nameof(In)), Sink("out")] private static int Length(string value) => value.Length;
        """)]
    [InlineData("Branch", Numbers + """
        [Branch(nameof(In)), Sink("low")] private static bool Low(int value) => value < 10;
        [Branch(nameof(In)), Sink("mid")] private static bool Mid(int value) => value < 20;
        [Branch(nameof(In), Default = true), Sink("high")] private partial Stream<string, int> High { get; }
        """)]
    [InlineData("Merge", Texts + """
        [Source("more")] private partial Stream<string, string> More { get; }
        [MapValues(nameof(More))] private static string Upper(string value) => value.ToUpperInvariant();
        [Merge(nameof(In), nameof(Upper)), Sink("out")] private partial Stream<string, string> All { get; }
        """)]
    [InlineData("Peek", Texts + """
        [Peek(nameof(In)), Sink("out")] private static void Look(string? key, string? value) { }
        """)]
    [InlineData("ForEach", Texts + """
        [ForEach(nameof(In))] private static void Take(ReadOnlySpan<byte> value) { }
        """)]
    [InlineData("Print", Texts + """
        [Print(nameof(In), Label = "all \"of\" it")] private partial Stream<string, string> Shown { get; }
        """)]
    [InlineData("Process", Numbers + """
        [StateStore("sums")] private partial KeyValueStore<string, long> Sums { get; }
        [Process(nameof(In)), Sink("out")] private static void Sum(string key, int value, RecordContext context, KeyValueStore<string, long> sums, Output<int, long?> changed)
        {
            long sum = sums.Get(key) + value;
            sums.Put(key, sum);
            changed.Emit(value, sum, context.Timestamp + 1);
        }
        """)]
    [InlineData("ProcessToOutputs", Numbers + """
        [Output, Sink("low")] private partial Stream<string, int> Low { get; }
        [Output, Sink("high")] private partial Stream<string, int> High { get; }
        [Process(nameof(In))] private static void Sort(string key, int value, Output<string, int> low, Output<string, int> high, Output<int, int> all)
        {
            (value < 10 ? low : high).Emit(key, value);
            all.Emit(value, value);
        }
        [Count(nameof(Sort))] public partial Table<int, long> Counts { get; }
        """)]
    [InlineData("ProcessValuesToOutputs", Numbers + """
        [Output, Sink("low")] private partial Stream<string, int> Low { get; }
        [ProcessValues(nameof(In)), Sink("out")] private static long Doubled(string key, int value, Output<string, int> low)
        {
            if (value < 10) low.Emit(key, value);
            return value * 2L;
        }
        """)]
    [InlineData("Punctuate", Numbers + """
        [StateStore("sums")] private partial KeyValueStore<string, long> Sums { get; }
        [Output, Sink("out")] private partial Stream<string, long> Published { get; }
        [Process(nameof(In))] private static void Sum(string key, int value, KeyValueStore<string, long> sums, Output<string, long> published)
        {
            if (sums.TryGet(key, out long sum)) published.Emit(key, sum);
            sums.Put(key, sum + value);
        }
        [Punctuate("1m30s")] private static void Publish(Punctuation now, KeyValueStore<string, long> sums, Output<string, long> published, CancellationToken stop)
        {
            foreach (var (key, sum) in sums.All()) published.Emit(key, sum);
        }
        [Punctuate("5s", Time = PunctuationTime.WallClock)] private static void Clear(KeyValueStore<string, long> sums, Punctuation now)
        {
            sums.Delete("");
            now.Cancel();
        }
        """)]
    [InlineData("TimestampExtractor", """
        [Source("in", TimestampExtractor = nameof(TimeOf), Timestamps = SourceTimestamps.LogAndSkipOnInvalid)] private partial Stream<string, int> In { get; }
        private static long TimeOf(string? key, int value, RecordContext context) => key is null ? context.Timestamp : value;
        [Source("clock", Timestamps = SourceTimestamps.WallClock), Sink("late")] private partial Stream<string, string> Clock { get; }
        [MapValues(nameof(In)), Sink("out")] private static long Doubled(int value) => value * 2L;
        """)]
    [InlineData("ProcessValues", Numbers + """
        [StateStore("sums")] private partial KeyValueStore<string, long> Sums { get; }
        [ProcessValues(nameof(In)), Sink("out")] private static long Sum(string key, int value, KeyValueStore<string, long> sums)
        {
            long sum = sums.Get(key) + value;
            sums.Put(key, sum);
            return sum;
        }
        """)]
    [InlineData("Repartition", Texts + """
        [Repartition(nameof(In), Partitions = 4, Partitioner = nameof(Chosen))] private partial Stream<string, string> ByText { get; }
        private static int Chosen(string? key, string value, int partitions) => value.Length % partitions;
        [MapValues(nameof(ByText)), Sink("out")] private static string Upper(string value) => value.ToUpperInvariant();
        """)]
    [InlineData("GroupByCount", Texts + """
        [GroupBy(nameof(In))] private static string ByValue(string value) => value;
        [Count(nameof(ByValue)), Sink("out")] public partial Table<string, long> Counts { get; }
        """)]
    [InlineData("Reduce", Texts + """
        [Reduce(nameof(In), Store = "longest"), Sink("out")] private static string Longest(string left, string right) => left.Length < right.Length ? right : left;
        """)]
    [InlineData("ReduceInPlace", Numbers + """
        [Reduce(nameof(In)), Sink("out")] private static void Sum(ref int sum, int value) => sum += value;
        """)]
    [InlineData("ReduceOfNullable", Numbers + """
        [Reduce(nameof(In)), Sink("out")] private static int? Sum(int sum, int value) => value < 0 ? null : sum + value;
        """)]
    [InlineData("Aggregate", Numbers + """
        [Aggregate(nameof(In), Initializer = nameof(Start)), Sink("out")] private static string Joined(string all, string key, int value) => all + value;
        private static string Start() => "";
        """)]
    [InlineData("AggregateInPlace", Numbers + """
        [Aggregate(nameof(In)), Sink("out")] private static void Sum(ref long sum, int value) => sum += value;
        """)]
    [InlineData("TableSource", """
        [Source("in", Store = "rows"), Sink("out")] public partial Table<string, string> In { get; }
        """)]
    [InlineData("TableFilter", Rows + """
        [Filter(nameof(In)), Sink("out")] private static bool Long(string value) => value.Length > 4;
        """)]
    [InlineData("TableFilterOfAggregate", Numbers + """
        [Count(nameof(In))] private partial Table<string, long> Counts { get; }
        [Filter(nameof(Counts)), Sink("out")] private static bool Odd(long count) => count % 2 == 1;
        """)]
    [InlineData("TableFilterMaterialized", """
        [Source("in", Store = "rows")] private partial Table<string, string> In { get; }
        [Filter(nameof(In), Store = "long"), Sink("out")] private static bool Long(string value) => value.Length > 4;
        """)]
    [InlineData("TableMapValues", Rows + """
        [MapValues(nameof(In)), Sink("out")] private static int Length(string value) => value.Length;
        """)]
    [InlineData("TableMapValuesMaterialized", Rows + """
        [MapValues(nameof(In), Store = "lengths"), Sink("out")] private static int Length(string value) => value.Length;
        """)]
    [InlineData("ToTable", Texts + """
        [SelectKey(nameof(In))] private static string? Head(string? value) => value?[..1];
        [ToTable(nameof(Head))] private partial Table<string, string> Heads { get; }
        [ToStream(nameof(Heads)), Sink("out")] private partial Stream<string, string> Changes { get; }
        """)]
    [InlineData("TableTableJoin", Rows + """
        [Source("more")] private partial Table<string, long> More { get; }
        [Join(nameof(In), nameof(More)), Sink("out")] private static long Longer(string key, string value, long more) => key.Length + value.Length + more;
        """)]
    [InlineData("TableTableLeftJoinOfViews", Rows + """
        [Source("more")] private partial Table<string, long> More { get; }
        [MapValues(nameof(More))] private static int Half(long more) => (int)(more / 2);
        [Filter(nameof(In))] private static bool Short(string value) => value.Length < 5;
        [Join(nameof(Short), nameof(Half), Kind = JoinKind.Left), Sink("out")] private static string Both(string value, int? half) => value + half;
        """)]
    [InlineData("TableTableOuterJoinMaterialized", Rows + """
        [Source("more")] private partial Table<string, long> More { get; }
        [Join(nameof(In), nameof(More), Kind = JoinKind.Outer, Store = "both"), Sink("out")] private static string? Both(string? value, long? more) => value + more;
        """)]
    [InlineData("TableTableJoinOfJoin", Rows + """
        [Source("more")] private partial Table<string, string> More { get; }
        [Source("most")] private partial Table<string, string> Most { get; }
        [Join(nameof(In), nameof(More))] private static string Two(string value, string more) => value + more;
        [Join(nameof(Two), nameof(Most), Kind = JoinKind.Left), Sink("out")] private static string Three(string two, string? most) => two + most;
        """)]
    [InlineData("TableGroupByCount", Rows + """
        [GroupBy(nameof(In))] private static int Length(string value) => value.Length;
        [Count(nameof(Length)), Sink("out")] private partial Table<int, long> Counts { get; }
        """)]
    [InlineData("TableGroupByReduce", Rows + """
        [GroupBy(nameof(In))] private static (string?, long) Size(string key, string value) => (value, key.Length);
        [Reduce(nameof(Size), Subtractor = nameof(Less)), Sink("out")] private static long Sum(long sum, long value) => sum + value;
        private static long Less(long sum, long value) => sum - value;
        """)]
    [InlineData("TableGroupByAggregateInPlace", Rows + """
        [GroupBy(nameof(In))] private static string Self(string value) => value;
        [Aggregate(nameof(Self), Subtractor = nameof(Less)), Sink("out")] private static void Sum(ref long sum, string value) => sum += value.Length;
        private static void Less(ref long sum, string value) => sum -= value.Length;
        """)]
    [InlineData("ForeignKeyJoin", Rows + """
        [Source("more")] private partial Table<int, long> More { get; }
        [Join(nameof(In), nameof(More), ForeignKey = nameof(Length)), Sink("out")] private static long Longer(string value, long more) => value.Length + more;
        private static int? Length(string value) => value.Length == 0 ? null : value.Length;
        """)]
    [InlineData("ForeignKeyLeftJoinOfViews", Rows + """
        [Source("more")] private partial Table<int, long> More { get; }
        [MapValues(nameof(In))] private static int Length(string value) => value.Length;
        [Filter(nameof(More))] private static bool Odd(long more) => more % 2 == 1;
        [Join(nameof(Length), nameof(Odd), ForeignKey = nameof(Self), Kind = JoinKind.Left), Sink("out")] private static long Sum(int length, long? more) => length + (more ?? 0);
        private static int Self(string key, int length) => length;
        """)]
    [InlineData("StreamTableJoin", Numbers + """
        [Source("names")] private partial Table<string, string> Names { get; }
        [Join(nameof(In), nameof(Names)), Sink("out")] private static string Named(int value, string name) => name + value;
        """)]
    [InlineData("StreamTableLeftJoin", Numbers + """
        [Source("names")] private partial Table<string, string> Names { get; }
        [Join(nameof(In), nameof(Names), Kind = JoinKind.Left), Sink("out")] private static string Named(string? key, int value, string? name) => key + name + value;
        """)]
    [InlineData("StreamTableJoinOfView", Numbers + """
        [Source("names")] private partial Table<string, string> Names { get; }
        [Filter(nameof(Names))] private static bool Known(string name) => name != "?";
        [MapValues(nameof(Known))] private static int Length(string name) => name.Length;
        [Join(nameof(In), nameof(Length)), Sink("out")] private static int Sum(int value, int length) => value + length;
        """)]
    [InlineData("StreamStreamJoin", Numbers + """
        [Source("names")] private partial Stream<string, string> Names { get; }
        [Join(nameof(In), nameof(Names)), Window(Before = "0s", After = "1m", Grace = "5s"), Sink("out")] private static string Named(int value, string name) => name + value;
        """)]
    [InlineData("StreamStreamLeftJoin", """
        [Source("views")] private partial Stream<string, byte[]> Views { get; }
        [Source("clicks")] private partial Stream<string, byte[]> Clicks { get; }
        [MapValues(nameof(Views))] private static int Length(ReadOnlySpan<byte> value) => value.Length;
        [Join(nameof(Length), nameof(Clicks), Kind = JoinKind.Left, Name = "clicked"), Window(Within = "1m", Retention = "1h")]
        private static ReadOnlySpan<byte> Clicked(string? key, int length, ReadOnlySpan<byte> click, RecordContext context) => click;
        [Filter(nameof(Clicked)), Sink("out")] private static bool Some(string? key, ReadOnlySpan<byte> click) => click.Length > 0;
        """)]
    [InlineData("StreamStreamOuterJoin", Numbers + """
        [Source("names")] private partial Stream<string, string> Names { get; }
        [SelectKey(nameof(Names))] private static string ByName(string? name) => name ?? "";
        [Join(nameof(In), nameof(ByName), Kind = JoinKind.Outer), Window(Within = "1m"), Sink("out")] private static string? Named(int? value, string? name) => name + value;
        """)]
    [InlineData("StreamGlobalTableJoin", Numbers + """
        [Source("names")] private partial GlobalTable<int, string> Names { get; }
        [Join(nameof(In), nameof(Names), KeySelector = nameof(Id)), Sink("out")] private static string Named(int value, string name) => name + value;
        private static int Id(int value) => value / 10;
        """)]
    [InlineData("StreamGlobalTableLeftJoin", Numbers + """
        [Source("names")] private partial GlobalTable<string, string> Names { get; }
        [Join(nameof(In), nameof(Names), Kind = JoinKind.Left, KeySelector = nameof(Id)), Sink("out")] private static string Named(int value, string? name) => name + value;
        private static string? Id(string? key, int value) => value == 0 ? null : key;
        """)]
    [InlineData("Sinks", Texts + """
        [MapValues(nameof(In)), Sink("out", Partitioner = nameof(Chosen)), Sink("copy"), Sink(TopicSelector = nameof(Topic))]
        private static string Upper(string value) => value.ToUpperInvariant();
        private static int Chosen(string? key, string value, int partitions) => value.Length % partitions;
        private static string Topic(string value, RecordContext context) => value.Length > 4 ? "long" : "short";
        """)]
    [InlineData("FanOut", Texts + """
        [Filter(nameof(In)), Sink("long")] private static bool Long(string value) => value.Length > 4;
        [MapValues(nameof(In)), Sink("lengths")] private static int Length(string value) => value.Length;
        [Peek(nameof(In)), Sink("copy")] private static void Copy(ReadOnlySpan<byte> value) { }
        """)]
    [InlineData("OneStep", "")]
    public void Operator(string name, string members)
    {
        string code = name == "OneStep" ? OneStep() : GeneratedCode.Tasks(members);
        Snapshot.Match(code, name);
    }

    [Fact]
    public void Topology() => Snapshot.Match(GeneratedCode.TopologyFile("""
        [Source("trades", OffsetReset = OffsetReset.Latest)] private partial Stream<string, long> Trades { get; }
        [Source("companies")] private partial Table<string, string> Companies { get; }
        [Source("sectors", Store = "sector-names")] public partial GlobalTable<string, string> Sectors { get; }
        [StateStore("seen", Logging = false)] private partial KeyValueStore<string, int> Seen { get; }
        [ProcessValues(nameof(Trades))] private static long New(string key, long value, KeyValueStore<string, int> seen) => value;
        [Join(nameof(New), nameof(Companies), Kind = JoinKind.Left)] private static string Company(long value, string? company) => company + value;
        [Join(nameof(Company), nameof(Sectors), KeySelector = nameof(Sector)), Sink("named")] private static string Named(string company, string sector) => company + sector;
        private static string Sector(string company) => company;
        [GroupBy(nameof(Named))] private static string ByName(string name) => name;
        [Count(nameof(ByName), Store = "counts"), Sink("counts")] public partial Table<string, long> Counts { get; }
        """));

    private static string OneStep()
    {
        var run = GeneratedCode.Of("""
            [Topology("yelling"), Source("in"), Sink("out")]
            public partial class Yelling
            {
                [MapValues] private static string Yell(string value) => value.ToUpperInvariant();
            }
            """);
        var file = run.Result.GeneratedSources.Single(static file => file.HintName == "Yelling.Task0.g.cs");
        return GeneratedCode.WithoutVersion(file.SourceText.ToString());
    }
}
