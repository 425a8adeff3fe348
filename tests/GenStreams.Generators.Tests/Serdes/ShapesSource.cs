namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Types of every shape that has a codec, with a value each, and what it is on the wire.</summary>
internal static class ShapesSource
{
    /// <summary>What <see cref="MessagePackText"/> shows of the values, by name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Wire = new Dictionary<string, string>
    {
        ["Trade"] = "['AAPL', 187.5d, 100, nil]",
        ["Contractless"] = "{'Symbol': 'AAPL', 'Price': 187.5d, 'Note': nil}",
        ["NamedKeys"] = "{'s': 'x', 'Count': 3}",
        ["Gaps"] = "[1, nil, 2, nil, nil, nil, nil, nil, nil, 3]",
        ["RecordStruct"] = "{'X': 1, 'Y': -2}",
        ["Struct"] = "[5, 6]",
        ["Class"] = "{'Id': 7, 'Name': 'n', 'Flag': true}",
        ["Init"] = "{'A': 'a', 'B': 2, 'C': 3}",
        ["Inherited"] = "{'Id': 1, 'Name': 'base', 'Extra': 9}",
        ["Computed"] = "{'Price': 2, 'Quantity': 3}",
        ["AllLeaves"] = "{'A': true, 'B': 200, 'C': -5, 'D': -300, 'E': 60000, 'F': -70000, 'G': 4000000000, 'H': -5000000000, "
            + "'I': 18446744073709551615, 'J': 1.5f, 'K': 0.1d, 'L': 8364, 'M': '1.10', 'N': 'text', 'O': bin:0102, "
            + "'P': '6f9619ff-8b86-d011-b42d-00c04fc964ff', 'Q': ext-1:65e079f0, 'R': [ext-1:65e08810, 60], 'S': 36000000000, 'T': 738944, "
            + "'U': 432000000000, 'V': 'https://example.org/'}",
        ["Enums"] = "{'A': 2, 'B': 200, 'C': -1}",
        ["Enum"] = "2",
        ["Nullables"] = "{'A': nil, 'B': 5, 'C': nil, 'D': {'X': 1, 'Y': 2}, 'E': nil}",
        ["Lists"] = "{'A': [1, 2], 'B': [['a'], nil, []], 'C': [{'X': 1, 'Y': 2}], 'D': [3], 'E': [4], 'F': [5], 'G': [6], 'H': [7], 'I': [8]}",
        ["Sets"] = "{'A': ['x'], 'B': [1, 2], 'C': [1], 'D': [2], 'E': [3]}",
        ["Immutables"] = "{'A': [1, 2], 'B': ['x'], 'C': [3], 'D': {'k': 1}}",
        ["NoImmutables"] = "{'A': nil, 'B': nil, 'C': nil, 'D': nil}",
        ["Maps"] = "{'A': {'one': 1}, 'B': {1: ['x']}, 'C': {2: {'X': 3, 'Y': 4}}, 'D': {'s': nil}}",
        ["Tuples"] = "{'A': [1, 'x'], 'B': [1, 2, 3, 4, 5, 6, 7, [8]], 'C': ['t', true], 'D': ['k', 5]}",
        ["Tuple"] = "['x', 5]",
        ["List"] = "[['AAPL', 1d, 2, 'n']]",
        ["Dictionary"] = "{'a': [1.5d]}",
        ["Generic"] = "{'First': 1, 'Second': 'x'}",
        ["GenericOfGeneric"] = "{'First': {'First': 1, 'Second': 2}, 'Second': [{'First': 'a', 'Second': 'b'}]}",
        ["LinkedNodes"] = "{'Value': 1, 'Next': {'Value': 2, 'Next': nil}}",
        ["Tree"] = "['root', [['left', []], ['right', [['leaf', []]]]]]",
        ["Union"] = "[0, [1.5d]]",
        ["UnionRecord"] = "[7, {'Width': 2, 'Height': 3}]",
        ["Unions"] = "[[0, [1d]], [7, {'Width': 1, 'Height': 1}], nil, [2, []]]",
        ["Decimal"] = "'12.50'",
        ["DateTime"] = "ext-1:65e079f0",
        ["Span"] = "1",
        ["Constructor"] = "[1, 2]",
        ["Keywords"] = "{'class': 1, 'event': 2, 'value': 3, 'reader': 4, 'count': 5, 'key': 6}",
        ["Nested"] = "{'Value': 'in'}",
        ["Empty"] = "[]",
        ["Embedded"] = "{'Amount': bin:000000000000000c, 'Label': bin:3132, 'Missing': nil, 'Many': [bin:0000000000000001]}",
        ["Hidden"] = "{'Name': 5, 'Hiding.Name': 'shown'}",
        ["HiddenSameType"] = "{'Name': 'shown'}",
        ["HiddenField"] = "{'Name': 'base', 'Names.HidingField.Name': 'shown'}",
        ["HiddenKeys"] = "['base', 'shown']",
        ["HiddenNames"] = "{'x': 'base', 'y': 'shown'}",
        ["ContractOfOrders"] = "['b', nil, 1]",
        ["ContractOfNames"] = "{'a': 1, 'B': 'b'}",
        ["ContractOfNothing"] = "[]",
        ["ContractOfDerived"] = "{'A': 1, 'B': 2}",
        ["ContractOfBaseOnly"] = "{'A': 1, 'Z': 9, 'B': 2}",
        ["ContractStruct"] = "[nil, 5, nil, 6]",
        ["ContractRecord"] = "['x', 1]",
        ["ContractWithKeys"] = "[1, 2]",
        ["MembersOfNoContract"] = "{'A': 1, 'B': 2}",
        ["Overridden"] = "[2]",
    };

    public const string Text = """
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.Serialization;
        using GenStreams;
        using MessagePack;

        public static class Roots
        {
            public static Trade Trade => new("AAPL", 187.5, 100, null);
            public static Contractless Contractless => new("AAPL", 187.5, null);
            public static NamedKeys NamedKeys => new() { Symbol = "x", Count = 3 };
            public static Gaps Gaps => new() { A = 1, B = 2, C = 3 };
            public static Point RecordStruct => new(1, -2);
            public static Plain Struct => new() { A = 5, B = 6 };
            public static Customer Class => new() { Id = 7, Name = "n", Flag = true };
            public static InitOnly Init => new() { A = "a", B = 2, C = 3 };
            public static Derived Inherited => new() { Id = 1, Name = "base", Extra = 9 };
            public static Line Computed => new(2, 3);
            public static Leaves AllLeaves => new(true, 200, -5, -300, 60000, -70000, 4000000000, -5000000000, ulong.MaxValue, 1.5f, 0.1, '€', 1.10m,
                "text", [1, 2], Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"), new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc),
                new DateTimeOffset(2024, 2, 29, 13, 35, 12, TimeSpan.FromHours(1)), TimeSpan.FromHours(1), new DateOnly(2024, 2, 29),
                new TimeOnly(12, 0), new Uri("https://example.org/"));
            public static WithEnums Enums => new(Side.Sell, Big.B, Negative.Less);
            public static Side Enum => Side.Sell;
            public static Nullables Nullables => new(null, 5, null, new Point(1, 2), null);
            public static Lists Lists => new([1, 2], [["a"], null, []], [new Point(1, 2)], new[] { 3 }, new[] { 4 }, new List<int> { 5 }, Counted(6), Linked(7), Queued(8));
            public static Sets Sets => new(["x"], new SortedSet<int> { 2, 1 }, new HashSet<int> { 1 }, new HashSet<int> { 2 }, new HashSet<int> { 3 });
            public static Immutables Immutables => new([1, 2], ["x"], [3], ImmutableDictionary<string, int>.Empty.Add("k", 1));
            public static Immutables NoImmutables => new(default, null!, null!, null!);
            public static Maps Maps => new(new() { ["one"] = 1 }, new SortedDictionary<int, string[]> { [1] = ["x"] },
                new Dictionary<long, Point> { [2] = new(3, 4) }, new Dictionary<string, string?> { ["s"] = null });
            public static Tuples Tuples => new((1, "x"), (1, 2, 3, 4, 5, 6, 7, 8), System.Tuple.Create("t", true), new("k", 5));
            public static (string Name, int Count) Tuple => ("x", 5);
            public static List<Trade> List => [new("AAPL", 1, 2, "n")];
            public static Dictionary<string, double[]> Dictionary => new() { ["a"] = [1.5] };
            public static Pair<int, string> Generic => new(1, "x");
            public static Pair<Pair<int, int>, Pair<string, string?>[]> GenericOfGeneric => new(new(1, 2), [new("a", "b")]);
            public static Node LinkedNodes => new(1, new(2, null));
            public static Tree Tree => new() { Name = "root", Children = [new() { Name = "left" }, new() { Name = "right", Children = [new() { Name = "leaf" }] }] };
            public static IShape Union => new Circle { Radius = 1.5 };
            public static IShape UnionRecord => new Box(2, 3);
            public static IShape?[] Unions => [new Circle { Radius = 1 }, new Box(1, 1), null, new Nothing()];
            public static decimal Decimal => 12.50m;
            public static DateTime DateTime => new(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc);
            public static TimeSpan Span => new(1);
            public static Chosen Constructor => new(1, 2, "no");
            public static Keywords Keywords => new() { @class = 1, @event = 2, value = 3, reader = 4, count = 5, key = 6 };
            public static Outer.Inner Nested => new("in");
            public static Empty Empty => new();
            public static Embedded Embedded => new(new Money(12), 12, null, [new Money(1)]);
            public static Hiding Hidden => With(new Hiding { Name = "shown" }, static (HiddenBase b) => b.Name = 5);
            public static HidingSameType HiddenSameType => new() { Name = "shown" };
            public static Names.HidingField HiddenField => With(new Names.HidingField { Name = "shown" }, static (Names.HiddenFieldBase b) => b.Name = "base");
            public static HidingKeys HiddenKeys => With(new HidingKeys { Name = "shown" }, static (HiddenKeysBase b) => b.Name = "base");
            public static HidingNames HiddenNames => With(new HidingNames { Name = "shown" }, static (HiddenNamesBase b) => b.Name = "base");
            public static OrderContract ContractOfOrders => new() { A = 1, B = "b" };
            public static NameContract ContractOfNames => new() { A = 1, B = "b" };
            public static NoContract ContractOfNothing => new();
            public static DerivedContract ContractOfDerived => new() { A = 1, B = 2 };
            public static NoContractDerived ContractOfBaseOnly => new() { A = 1, B = 2 };
            public static StructContract ContractStruct => new() { A = 5, B = 6 };
            public static RecordContract ContractRecord => new(1, "x");
            public static BothContracts ContractWithKeys => new() { A = 1, B = 2 };
            public static LooseMembers MembersOfNoContract => new() { A = 1, B = 2 };
            public static Overriding Overridden => new() { Size = 2 };

            private static T With<T, TBase>(T value, Action<TBase> change)
                where T : TBase
            {
                change(value);
                return value;
            }

            private static IEnumerable<int> Counted(int value) { yield return value; }
            private static LinkedList<int> Linked(int value) => new([value]);
            private static Queue<int> Queued(int value) => new([value]);
        }

        [MessagePackObject]
        public record Trade([property: Key(0)] string Symbol, [property: Key(1)] double Price, [property: Key(2)] int Quantity, [property: Key(3)] string? Note);

        public record Contractless(string Symbol, double Price, string? Note);

        [MessagePackObject(keyAsPropertyName: true)]
        public class NamedKeys
        {
            [Key("s")] public string Symbol { get; set; } = "";
            public int Count { get; set; }
            [IgnoreMember] public object? Cache { get; set; }
        }

        [MessagePackObject]
        public class Gaps
        {
            [Key(9)] public int C { get; set; }
            [Key(0)] public int A { get; set; }
            [Key(2)] public int B { get; set; }
        }

        public readonly record struct Point(int X, int Y);

        [MessagePackObject]
        public struct Plain
        {
            [Key(0)] public int A;
            [Key(1)] public int B;
        }

        public class Customer
        {
            public int Id;
            public string Name { get; set; } = "none";
            public bool Flag { get; set; }
            internal int NotWritten { get; set; }
            public static int Shared { get; set; }
            public int this[int index] => index;
        }

        public class InitOnly
        {
            public required string A { get; init; }
            public int B { get; init; } = 20;
            public int C { get; init; }
        }

        public abstract class Base
        {
            public int Id { get; set; }
            public virtual string Name { get; set; } = "";
        }

        public class Derived : Base
        {
            public override string Name { get; set; } = "";
            public int Extra { get; set; }
        }

        public record Line(int Price, int Quantity)
        {
            public int Total => Price * Quantity;
        }

        public record Leaves(bool A, byte B, sbyte C, short D, ushort E, int F, uint G, long H, ulong I, float J, double K, char L, decimal M,
            string N, byte[] O, Guid P, DateTime Q, DateTimeOffset R, TimeSpan S, DateOnly T, TimeOnly U, Uri V);

        public enum Side { None, Buy, Sell }

        public enum Big : byte { B = 200 }

        public enum Negative : long { Less = -1 }

        public record WithEnums(Side A, Big B, Negative C);

        public record Nullables(int? A, int? B, string? C, Point? D, Side? E);

        public record Lists(int[] A, List<List<string>?> B, List<Point> C, IReadOnlyList<int> D, IList<int> E, ICollection<int> F, IEnumerable<int> G,
            LinkedList<int> H, Queue<int> I);

        public record Sets(HashSet<string> A, SortedSet<int> B, ISet<int> C, IReadOnlySet<int> D, HashSet<int> E);

        public record Immutables(ImmutableArray<int> A, ImmutableList<string> B, ImmutableHashSet<int> C, ImmutableDictionary<string, int> D);

        public record Maps(Dictionary<string, int> A, SortedDictionary<int, string[]> B, IReadOnlyDictionary<long, Point> C, IDictionary<string, string?> D);

        public record Tuples((int, string) A, (int, int, int, int, int, int, int, int) B, Tuple<string, bool> C, KeyValuePair<string, int> D);

        public record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

        public record Node(int Value, Node? Next);

        [MessagePackObject]
        public class Tree
        {
            [Key(0)] public string Name { get; set; } = "";
            [Key(1)] public List<Tree> Children { get; set; } = [];
        }

        [Union(0, typeof(Circle)), Union(7, typeof(Box)), Union(2, typeof(Nothing))]
        public interface IShape;

        [MessagePackObject]
        public class Circle : IShape
        {
            [Key(0)] public double Radius { get; set; }
        }

        public record Box(int Width, int Height) : IShape;

        [MessagePackObject]
        public struct Nothing : IShape;

        [MessagePackObject]
        public class Chosen
        {
            public Chosen(int a, int b, string other) { A = a; B = b; }
            [SerializationConstructor] public Chosen(int x, int y) { A = x; B = y; }
            [Key(0)] public int A { get; }
            [Key(1)] public int B { get; }
        }

        public class Keywords
        {
            public int @class { get; set; }
            public int @event { get; init; }
            public int value { get; set; }
            public int reader;
            public int count { get; init; }
            public int key { get; set; }
        }

        public static class Outer
        {
            public record Inner(string Value);
        }

        [MessagePackObject]
        public sealed class Empty;

        [Serde<MoneySerde>]
        public readonly record struct Money(long Cents);

        public sealed class MoneySerde : ISerde<Money>
        {
            public void Serialize(Money value, IBufferWriter<byte> output) => GenStreams.Serdes.Int64Serde.Instance.Serialize(value.Cents, output);
            public Money Deserialize(ReadOnlySpan<byte> data) => new(GenStreams.Serdes.Int64Serde.Instance.Deserialize(data));
        }

        public sealed class TextNumberSerde : ISerde<int>
        {
            public static readonly TextNumberSerde Instance = new();
            private TextNumberSerde() { }
            public void Serialize(int value, IBufferWriter<byte> output) => GenStreams.Serdes.StringSerde.Instance.Serialize(value.ToString(), output);
            public int Deserialize(ReadOnlySpan<byte> data) => int.Parse(GenStreams.Serdes.StringSerde.Instance.Deserialize(data));
        }

        public record Embedded(Money Amount, [property: Serde<TextNumberSerde>] int Label, Money? Missing, List<Money> Many);

        public class HiddenBase
        {
            public int Name { get; set; }
        }

        public class Hiding : HiddenBase
        {
            public new string Name { get; set; } = "";
        }

        public class HiddenSameTypeBase
        {
            public string Name { get; set; } = "";
        }

        public class HidingSameType : HiddenSameTypeBase
        {
            public new string Name { get; set; } = "";
        }

        [MessagePackObject]
        public class HiddenKeysBase
        {
            [Key(0)] public string Name { get; set; } = "";
        }

        [MessagePackObject]
        public class HidingKeys : HiddenKeysBase
        {
            [Key(1)] public new string Name { get; set; } = "";
        }

        [DataContract]
        public class HiddenNamesBase
        {
            [DataMember(Name = "x")] public string Name { get; set; } = "";
        }

        [DataContract]
        public class HidingNames : HiddenNamesBase
        {
            [DataMember(Name = "y")] public new string Name { get; set; } = "";
        }

        [DataContract]
        public class OrderContract
        {
            [DataMember(Order = 2)] public int A { get; set; }
            [DataMember(Order = 0)] public string B = "";
            public int Left { get; set; }
        }

        [DataContract]
        public class NameContract
        {
            [DataMember(Name = "a")] public int A { get; set; }
            [DataMember] public string B { get; set; } = "";
            public int Left { get; set; }
        }

        [DataContract]
        public class NoContract
        {
            public int Left { get; set; }
        }

        [DataContract]
        public class ContractBase
        {
            [DataMember] public int A { get; set; }
            public int Z { get; set; } = 9;
        }

        [DataContract]
        public class DerivedContract : ContractBase
        {
            [DataMember] public int B { get; set; }
        }

        public class NoContractDerived : ContractBase
        {
            public int B { get; set; }
        }

        [DataContract]
        public struct StructContract
        {
            [DataMember(Order = 1)] public int A { get; set; }
            [DataMember(Order = 3)] public int B;
        }

        [DataContract]
        public record RecordContract([property: DataMember(Order = 1)] int A, [property: DataMember(Order = 0)] string B);

        [DataContract, MessagePackObject]
        public class BothContracts
        {
            [Key(0), DataMember(Order = 5)] public int A { get; set; }
            [Key(1)] public int B { get; set; }
        }

        public class LooseMembers
        {
            [DataMember(Name = "z")] public int A { get; set; }
            public int B { get; set; }
        }

        namespace Names
        {
            public class HiddenFieldBase
            {
                public string Name = "";
            }

            public class HidingField : HiddenFieldBase
            {
                public new string Name = "";
            }
        }

        [MessagePackObject]
        public abstract class OverriddenBase
        {
            [Key(0)] public abstract int Size { get; set; }
        }

        [MessagePackObject]
        public class Overriding : OverriddenBase
        {
            public override int Size { get; set; }
        }
        """;
}
