namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Data of an older or newer type: unknown keys are skipped, missing ones get defaults.</summary>
public class CodecVersionTests
{
    private static readonly CodecHarness Versions = CodecHarness.Compile("""
        using System;
        using System.Collections.Generic;
        using MessagePack;

        public static class Roots
        {
            public static Old Old => new(1, "a");
            public static New New => new(1, "a", 2.5, ["x", "y"], 9);
            public static Removed Removed => new() { Last = 9 };
            public static OldMap OldMap => new("a");
            public static NewMap NewMap => new("a", 7) { Extra = [1, 2], Note = "n", Limit = 3, Required = "r" };
            public static Other Other => new("a", new DateTime(2024, 1, 1), [1, 2, 3]);
            public static Mixed Mixed => new(4) { Given = 5 };
            public static Defaults Defaults => new(1);
            public static Nothing Nothing => new();
        }

        [MessagePackObject]
        public record Old([property: Key(0)] int Id, [property: Key(1)] string Name);

        [MessagePackObject]
        public record New([property: Key(0)] int Id, [property: Key(1)] string Name, [property: Key(2)] double Rate = 1.5,
            [property: Key(3)] string[]? Tags = null, [property: Key(4)] int Last = -1);

        [MessagePackObject]
        public class Removed
        {
            [Key(0)] public int Id { get; set; } = 40;
            [Key(4)] public int Last { get; set; }
        }

        public record OldMap(string Name);

        public record NewMap(string Name, int Count = 5)
        {
            public List<int> Extra { get; set; } = [0];
            public string Note { get; init; } = "none";
            public int Limit { get; init; } = 100;
            public required string Required { get; set; }
        }

        public record Other(string Name, DateTime When, byte[] Data);

        public record Mixed(int First)
        {
            public int Given { get; init; } = First + 1;
            public int Kept { get; init; } = First * 10;
        }

        [MessagePackObject]
        public record Defaults([property: Key(0)] int Id, [property: Key(1)] DayOfWeek Day = DayOfWeek.Friday, [property: Key(2)] decimal Money = -1.5m,
            [property: Key(3)] char Letter = '\'', [property: Key(4)] string Text = "a\"b\n", [property: Key(5)] DayOfWeek? Maybe = DayOfWeek.Monday,
            [property: Key(6)] double Nan = double.NaN, [property: Key(7)] float Big = float.NegativeInfinity, [property: Key(8)] ulong Max = ulong.MaxValue,
            [property: Key(9)] sbyte Small = -5, [property: Key(10)] long? Some = 5, [property: Key(11)] TimeSpan None = default);

        [MessagePackObject]
        public record Nothing;
        """);

    [Fact]
    public void A_newer_type_reads_older_data_with_the_constructors_defaults() =>
        Assert.Equal("New { Id = 1, Name = a, Rate = 1.5, Tags = , Last = -1 }", Text("New", "Old"));

    [Fact]
    public void An_older_type_skips_what_it_does_not_know() => Assert.Equal("Old { Id = 1, Name = a }", Text("Old", "New"));

    [Fact]
    public void Every_kind_of_default_is_kept() => Assert.Equal(
        "Defaults { Id = 0, Day = Friday, Money = -1.5, Letter = ', Text = a\"b\n, Maybe = Monday, Nan = NaN, Big = -Infinity, "
        + "Max = 18446744073709551615, Small = -5, Some = 5, None = 00:00:00 }",
        Text("Defaults", "Nothing"));

    [Fact]
    public void Nil_in_the_place_of_a_removed_member_leaves_the_default()
    {
        dynamic read = Versions.Read("Removed", [0x95, 0xc0, 0xc0, 0xc0, 0xc0, 0x07])!;
        Assert.Equal((40, 7), ((int)read.Id, (int)read.Last));
        Assert.Equal("Old { Id = 0, Name =  }", Versions.Read("Old", Versions.Write("Removed", Versions.Read("Removed", [0x90])))!.ToString()!
            .Replace("40", "0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_map_keeps_what_its_initializers_say()
    {
        dynamic read = Versions.Read("NewMap", Versions.Write("OldMap"))!;
        Assert.Equal("a", read.Name);
        Assert.Equal(5, read.Count);
        Assert.Equal(new List<int> { 0 }, (List<int>)read.Extra);
        Assert.Equal("none", read.Note);
        Assert.Equal(100, read.Limit);
        Assert.Null(read.Required);
    }

    [Fact]
    public void An_older_map_skips_what_it_does_not_know() => Assert.Equal("OldMap { Name = a }", Text("OldMap", "NewMap"));

    [Fact]
    public void Initializers_that_use_the_constructors_parameters_are_kept() =>
        Assert.Equal("Mixed { First = 4, Given = 5, Kept = 40 }",
            Versions.Read("Mixed", [0x82, 0xa5, .. "First"u8, 4, 0xa5, .. "Given"u8, 5])!.ToString());

    [Fact]
    public void Unknown_values_of_every_form_are_skipped() => Assert.Equal("OldMap { Name = a }", Text("OldMap", "Other"));

    [Fact]
    public void The_order_of_a_maps_keys_is_free_and_the_last_of_two_wins() =>
        Assert.Equal("OldMap { Name = b }",
            Versions.Read("OldMap", [0x83, 0xa1, 0x78, 0x91, 0xc0, 0xa4, .. "Name"u8, 0xa1, 0x61, 0xa4, .. "Name"u8, 0xa1, 0x62])!.ToString());

    [Fact]
    public void An_array_where_a_map_is_expected_is_an_error()
    {
        var error = Assert.Throws<SerdeException>(() => Versions.Read("OldMap", [0x91, 0xa1, 0x61]));
        Assert.Equal("OldMap: expected a map, found an array, at byte 0 of 3.", error.Message);
    }

    private static string Text(string type, string written) => Versions.Read(type, Versions.Write(written))!.ToString()!;
}
