using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Tests.Planning;

/// <summary>In which forms keys and values travel: decoded only where used, once, and passed on as the bytes they came in.</summary>
public class LaneTests
{
    private const string In = """
        [Source("in")] private partial Stream<string, string> In { get; }
        """;

    [Fact]
    public void What_nobody_reads_is_not_passed()
    {
        var plan = Plans.Of(In + """
            [ForEach(nameof(In))] private static void Take(string value) { }
            """);
        Assert.Equal("key None, value Bytes", plan.Lanes("Take"));
    }

    [Fact]
    public void A_key_that_passes_through_stays_bytes()
    {
        var plan = Plans.Of(In + """
            [MapValues(nameof(In)), Sink("out")] private static int Length(string value) => value.Length;
            """);
        Assert.Equal("key Bytes, value Decoded", plan.Lanes("Length-sink"));
    }

    [Fact]
    public void What_was_decoded_goes_on_in_both_forms_when_both_are_needed()
    {
        var plan = Plans.Of(In + """
            [Filter(nameof(In))] private static bool Long(string value) => value.Length > 4;
            [Filter(nameof(Long)), Sink("out")] private static bool Longer(string value) => value.Length > 8;
            """);
        Assert.Equal("key Bytes, value Bytes", plan.Lanes("Long"));
        Assert.Equal("key Bytes, value Bytes, Decoded", plan.Lanes("Longer"));
    }

    [Fact]
    public void A_count_asks_only_whether_the_value_is_null()
    {
        var plan = Plans.Of(In + """
            [Count(nameof(In))] public partial Table<string, long> Counts { get; }
            """);
        Assert.Equal("key Bytes, value Presence", plan.Lanes("Counts"));
    }

    [Fact]
    public void A_count_of_what_cannot_be_null_asks_nothing()
    {
        var plan = Plans.Of(In + """
            [MapValues(nameof(In))] private static int Length(string value) => value.Length;
            [Count(nameof(Length))] public partial Table<string, long> Counts { get; }
            """);
        Assert.Equal("key Bytes, value None", plan.Lanes("Counts"));
    }

    [Fact]
    public void Several_readers_of_the_decoded_form_share_it()
    {
        var plan = Plans.Of(In + """
            [Filter(nameof(In)), Sink("a")] private static bool Long(string value) => value.Length > 4;
            [MapValues(nameof(In)), Sink("b")] private static int Length(string value) => value.Length;
            [ForEach(nameof(In))] private static void Take(ReadOnlySpan<byte> value) { }
            """);
        Assert.Equal(Forms.Decoded, plan.Node("In").Out!.Value.Forms);
        Assert.Equal(Forms.None, plan.Node("In").Out!.Key.Forms);
        Assert.Equal("key None, value Bytes", plan.Lanes("Take"));
    }

    [Fact]
    public void One_reader_of_the_decoded_form_decodes_itself()
    {
        var plan = Plans.Of(In + """
            [Filter(nameof(In)), Sink("a")] private static bool Long(string value) => value.Length > 4;
            [ForEach(nameof(In))] private static void Take(ReadOnlySpan<byte> value) { }
            """);
        Assert.Equal(Forms.None, plan.Node("In").Out!.Value.Forms);
    }

    [Fact]
    public void Several_sinks_share_the_encoded_form()
    {
        var plan = Plans.Of(In + """
            [MapValues(nameof(In)), Sink("a"), Sink("b")] private static int Length(string value) => value.Length;
            """);
        Assert.Equal(Forms.Bytes, plan.Node("Length").Out!.Value.Forms);
    }

    [Fact]
    public void Only_one_branch_gets_a_record_so_nothing_is_made_for_all()
    {
        var plan = Plans.Of(In + """
            [Branch(nameof(In))] private static bool Short(ReadOnlySpan<byte> value) => value.Length < 4;
            [Branch(nameof(In), Default = true)] private partial Stream<string, string> Others { get; }
            [ForEach(nameof(Short))] private static void TakeShort(string value) { }
            [ForEach(nameof(Others))] private static void TakeOthers(string value) { }
            """);
        Assert.Equal(Forms.None, plan.Node("In-split").Out!.Value.Forms);
        Assert.Equal("key None, value Bytes", plan.Lanes("TakeOthers"));
    }

    [Fact]
    public void What_passes_by_a_loop_is_decoded_before_it()
    {
        var plan = Plans.Of(In + """
            [FlatMapValues(nameof(In))] private static void Words(string value, Output<string> words) { }
            [ForEach(nameof(Words))] private static void Take(string key, string value) { }
            """);
        Assert.Equal(Forms.Decoded, plan.Node("Words").Out!.Key.Forms);
        Assert.Equal("key Decoded, value Decoded", plan.Lanes("Take"));
    }

    [Fact]
    public void Streams_that_merge_agree_on_a_form()
    {
        var plan = Plans.Of(In + """
            [Source("more")] private partial Stream<string, string> More { get; }
            [MapValues(nameof(More))] private static string Upper(string value) => value;
            [Merge(nameof(In), nameof(Upper)), Sink("out")] private partial Stream<string, string> All { get; }
            """);
        Assert.Equal("key Bytes, value Bytes", plan.Lanes("All"));
    }

    [Fact]
    public void A_change_that_is_wanted_decoded_is_passed_so_at_once_and_decoded_from_the_cache()
    {
        var plan = Plans.Of(In + """
            [Count(nameof(In))] public partial Table<string, long> Counts { get; }
            [MapValues(nameof(Counts)), Sink("out")] private static long Doubled(long count) => count * 2;
            """);
        Assert.Equal("key Bytes, value Decoded", plan.Lanes("CountsChanged"));
    }

    [Fact]
    public void A_filter_of_an_aggregate_gets_the_old_value_too()
    {
        var plan = Plans.Of(In + """
            [Count(nameof(In))] public partial Table<string, long> Counts { get; }
            [Filter(nameof(Counts)), Sink("out")] private static bool Odd(long count) => count % 2 == 1;
            """);
        Assert.Equal("key Bytes, value Bytes, Decoded, old Decoded", plan.Lanes("Odd"));
    }

    [Fact]
    public void Null_that_a_parameter_refused_does_not_come_again()
    {
        var plan = Plans.Of(In + """
            [Filter(nameof(In))] private static bool Long(string value) => value.Length > 4;
            [Filter(nameof(Long)), Sink("out")] private static bool Longer(string value) => value.Length > 8;
            """);
        Assert.True(plan.Node("Long").In.Value.MayBeNull);
        Assert.False(plan.Node("Longer").In.Value.MayBeNull);
    }
}
