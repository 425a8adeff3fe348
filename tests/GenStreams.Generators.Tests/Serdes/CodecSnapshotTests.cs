namespace GenStreams.Generators.Tests.Serdes;

/// <summary>How generated codecs look: one for each shape.</summary>
public class CodecSnapshotTests
{
    [Theory]
    [InlineData("ArrayOfMembers", "Trade", """
        [MessagePackObject]
        public record Trade([property: Key(0)] string Symbol, [property: Key(2)] double Price, [property: Key(9)] int? Quantity = 100);
        """)]
    [InlineData("MapOfMembers", "Order", """
        public class Order
        {
            public required string Id { get; init; }
            public int Priority { get; init; } = 5;
            public string Note { get; set; } = "none";
        }
        """)]
    [InlineData("Struct", "Point", "public readonly record struct Point(int X, int Y);")]
    [InlineData("Union", "Shape", """
        [Union(0, typeof(Circle)), Union(1, typeof(Empty))]
        public abstract class Shape;
        public sealed class Circle : Shape { public double Radius { get; set; } }
        [MessagePackObject]
        public sealed class Empty : Shape;
        """)]
    [InlineData("Collections", "(int[][], System.Collections.Generic.Dictionary<string, System.Collections.Generic.HashSet<long>>)", "")]
    [InlineData("Enum", "Side", "public enum Side : byte { Buy, Sell }")]
    [InlineData("Leaf", "decimal", "")]
    [InlineData("OwnSerde", "Money", """
        [Serde<MoneySerde>]
        public record struct Money(long Cents);
        public sealed class MoneySerde : ISerde<Money>
        {
            public void Serialize(Money value, IBufferWriter<byte> output) { }
            public Money Deserialize(ReadOnlySpan<byte> data) => default;
        }
        """)]
    public void Codec(string name, string type, string types)
    {
        string source = $$"""
            using System;
            using System.Buffers;
            using GenStreams;
            using MessagePack;
            public static class Roots { public static {{type}} Root => default!; }
            {{types}}
            """;
        Snapshot.Match(CodecHarness.Compile(source).Generated, name);
    }
}
