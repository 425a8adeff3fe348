using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Which serde a type gets, and why it gets none.</summary>
public class SerdeCatalogTests
{
    [Theory]
    [InlineData("int", "Int32", 4)]
    [InlineData("long?", "Int64", 8)]
    [InlineData("short", "Int16", 2)]
    [InlineData("byte", "Byte", 1)]
    [InlineData("bool", "Boolean", 1)]
    [InlineData("char", "Char", 2)]
    [InlineData("double", "Double", 8)]
    [InlineData("float", "Single", 4)]
    [InlineData("ulong", "UInt64", 8)]
    [InlineData("string", "String", 0)]
    [InlineData("string?", "String", 0)]
    [InlineData("byte[]", "ByteArray", 0)]
    [InlineData("System.Guid", "Guid", 36)]
    [InlineData("System.DateTimeOffset?", "DateTimeOffset", 8)]
    public void Single_values_are_written_as_Java_does(string type, string name, int fixedSize)
    {
        var serde = Resolve(type);
        Assert.Equal(($"global::GenStreams.Serdes.{name}Serde.Instance", fixedSize), (serde.Instance, serde.FixedSize));
    }

    [Theory]
    [InlineData("object", "is 'object', and what it holds is not known when compiling")]
    [InlineData("Action", "is a delegate")]
    [InlineData("int[,]", "is an array of several dimensions")]
    [InlineData("Span<byte>", "is a ref struct, which cannot be kept")]
    [InlineData("Missing", "is not a type that is known here")]
    [InlineData("Version", "is a type of the framework that has no MessagePack form")]
    [InlineData("IPlain", "is an interface without [Union]")]
    [InlineData("Abstract", "is an abstract class without [Union]")]
    [InlineData("NoConstructor", "has no public constructor whose parameters match its members")]
    [InlineData("Nothing", "has no public properties or fields")]
    [InlineData("Unmarked", "has the member 'B' with neither [Key] nor [IgnoreMember]")]
    [InlineData("Twice", "has two members with the key '1', 'A' and 'B'")]
    [InlineData("Below", "has the member 'A' with the key -1")]
    [InlineData("Both", "has members with numbers and members with names for keys")]
    [InlineData("MixedContract", "has members with numbers and members with names for keys")]
    [InlineData("PrivateContract", "has the member 'A' with a [DataMember], which the topology cannot read")]
    [InlineData("HidingGetter", "has the member 'Name' of 'HiddenGetter', which another member hides and which cannot be set")]
    [InlineData("Private", "has the member 'A' with a [Key], which the topology cannot read")]
    [InlineData("GetOnly", "has the member 'Items', which can neither be set nor is a parameter of the constructor")]
    [InlineData("OwnList", "is a collection of its own kind")]
    [InlineData("Holder", "has the member 'Inner' of type 'Holder2', which has the member 'Call' of type 'Func<int>', which is a delegate")]
    [InlineData("List<object>", "has elements of type 'object', which is 'object', and what it holds is not known when compiling")]
    [InlineData("Dictionary<string, IPlain[]>", "has values of type 'IPlain[]', which has elements of type 'IPlain', which is an interface without [Union]")]
    [InlineData("(int, object)", "has elements of type 'object', which is 'object', and what it holds is not known when compiling")]
    [InlineData("BadUnion", "has a [Union] with 'string', which does not derive from it")]
    [InlineData("Growing<int>", null)]
    [InlineData("Secret", "is not accessible from the topology")]
    [InlineData("WrongSerde", "has the serde 'IntSerde', which does not implement 'ISerde<WrongSerde>'")]
    [InlineData("NoNewSerde", "has the serde 'Closed', which has neither a public constructor without parameters nor a static 'Instance' of its type")]
    [InlineData("NoContext", "has the JSON context 'IntSerde', which is not a 'JsonSerializerContext'")]
    [InlineData("Unlisted", "has the JSON context 'Context', which does not list it")]
    public void What_cannot_be_serialised_says_why(string type, string? problem)
    {
        var serde = Resolve(type);
        Assert.Equal("", serde.Instance);
        if (problem is null)
        {
            Assert.Equal("is made of types inside of types, more than 64 deep", serde.Problem);
        }
        else
        {
            Assert.Equal(problem, serde.Problem);
        }
    }

    [Fact]
    public void A_type_that_fails_leaves_nothing_behind()
    {
        var (catalog, serdes) = CodecHarness.Resolve(CodecHarness.CreateCompilation(Source("""
            public static Bad A => null!;
            public static Good B => null!;
            public static Other C => null!;
            """, """
            public record Other(int X);
            public record Good(Bad? Bad, Other Other);
            public record Bad(Good? Good, Other Other, Action Call);
            """)));
        Assert.Equal("has the member 'Call' of type 'Action', which is a delegate", serdes[0].Serde.Problem);
        Assert.Equal("has the member 'Bad' of type 'Bad', which has the member 'Call' of type 'Action', which is a delegate", serdes[1].Serde.Problem);
        Assert.Equal("GenStreamsSerdes.OtherSerde.Instance", serdes[2].Serde.Instance);
        Assert.Equal(["OtherSerde"], catalog.Codecs.Select(c => c.ClassName));
    }

    [Fact]
    public void Two_types_of_one_name_get_classes_of_their_own()
    {
        var (catalog, serdes) = CodecHarness.Resolve(CodecHarness.CreateCompilation(Source("""
            public static One.Trade A => null!;
            public static Two.Trade B => null!;
            public static System.Collections.Generic.List<Two.Trade?> C => null!;
            public static System.Collections.Generic.List<Two.Trade> D => null!;
            """, """
            namespace One { public record Trade(int X); }
            namespace Two { public record Trade(int X); }
            """)));
        Assert.Equal(
            ["GenStreamsSerdes.TradeSerde.Instance", "GenStreamsSerdes.TradeSerde2.Instance", "GenStreamsSerdes.ListOfTradeSerde.Instance",
                "GenStreamsSerdes.ListOfTradeSerde.Instance"],
            serdes.Select(s => s.Serde.Instance));
        Assert.Equal(["ListOfTradeSerde", "TradeSerde", "TradeSerde2"], catalog.Codecs.Select(c => c.ClassName));
    }

    [Fact]
    public void A_members_attribute_goes_before_the_types_before_the_assemblys()
    {
        var (_, serdes) = CodecHarness.Resolve(CodecHarness.CreateCompilation("""
            using GenStreams;
            using System;
            using System.Buffers;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using System.Text.Json.Serialization.Metadata;

            [assembly: GenStreams.Json(typeof(Context))]
            [assembly: Serde<ForLong>]

            public static class Roots
            {
                [Serde<ByMember>] public static Typed Member => null!;
                public static Typed Type => null!;
                public static Plain Assembly => null!;
                public static string Primitive => "";
                public static long Exact => 0;
                [Serde<ByMember>(Key = true)] public static Typed ForKey => null!;
            }

            public record Plain(int X);
            [Serde<ByType>] public record Typed(int X);
            public abstract class Base<T> : ISerde<T>
            {
                public void Serialize(T value, IBufferWriter<byte> output) { }
                public T Deserialize(ReadOnlySpan<byte> data) => default!;
            }
            public sealed class ByMember : Base<Typed>;
            public sealed class ByType : Base<Typed> { public static ByType Instance { get; } = new(); }
            public sealed class ForLong : Base<long> { public static readonly ForLong Instance = new(); }
            [JsonSerializable(typeof(Plain))]
            public partial class Context : JsonSerializerContext
            {
                public Context() : base(null) { }
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override JsonTypeInfo? GetTypeInfo(Type type) => null;
            }
            """));
        Assert.Equal(
            ["GenStreamsSerdes.ByMember.Instance", "global::ByType.Instance", "GenStreamsSerdes.PlainJsonSerde.Instance",
                "global::GenStreams.Serdes.StringSerde.Instance", "global::ForLong.Instance", "global::ByType.Instance"],
            serdes.Select(s => s.Serde.Instance));
    }

    [Fact]
    public void Json_goes_through_the_users_context()
    {
        var harness = CodecHarness.Compile("""
            using GenStreams;
            using System;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using System.Text.Json.Serialization.Metadata;

            public static class Roots
            {
                public static Order Order => new(1, "tea");
                public static Basket Basket => new(new(2, "cup"));
            }

            [GenStreams.Json(typeof(Context))] public record Order(int Id, string Item);
            public record Basket(Order Order);

            // What System.Text.Json's generator would write, by reflection: it does not run here.
            [JsonSerializable(typeof(Order))]
            public partial class Context : JsonSerializerContext
            {
                public Context() : base(null) { }
                public static Context Default { get; } = new();
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override JsonTypeInfo? GetTypeInfo(Type type) => Reflection.GetTypeInfo(type);
                private static readonly JsonSerializerOptions Reflection = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
            }
            """);
        Assert.Equal("""{"Id":1,"Item":"tea"}""", System.Text.Encoding.UTF8.GetString(harness.Write("Order")));
        Assert.Equal(harness.Value("Order"), harness.Read("Order", harness.Write("Order")));
        Assert.Equal(
            "{'Order': bin:" + Convert.ToHexStringLower("""{"Id":2,"Item":"cup"}"""u8) + "}",
            MessagePackText.Of(harness.Write("Basket")));
        Assert.Equal(harness.Value("Basket"), harness.Read("Basket", harness.Write("Basket")));
    }

    [Fact]
    public void Types_of_other_assemblies_are_read_like_ones_own()
    {
        var library = CodecHarness.CreateCompilation("""
            public record Priced(int Price, int Quantity) { public int Total => Price * Quantity; public int Rate { get; init; } = 7; }
            public class Stuck { public int Id { get; set; } public int Lost { get; } }
            """);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        var compilation = CodecHarness.CreateCompilation("public static class Roots { public static Priced A => null!; public static Stuck B => null!; }")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        var (catalog, serdes) = CodecHarness.Resolve(compilation);
        var codec = Assert.IsType<ObjectCodec>(catalog.Codecs.Single());
        Assert.Equal(
            [("Price", MemberRestore.Constructor), ("Quantity", MemberRestore.Constructor), ("Rate", MemberRestore.Initializer)],
            codec.Members.Select(m => (m.Name, m.Restore)));
        Assert.StartsWith("has the member 'Lost', which can neither be set", serdes[1].Serde.Problem, StringComparison.Ordinal);
    }

    private static Model.SerdeRef Resolve(string type) => CodecHarness.Resolve(CodecHarness.CreateCompilation(Source(
        $"public static {type} Root => default!; private record Secret(int A);",
        """
        public interface IPlain;
        public abstract class Abstract { public int A { get; set; } }
        public class NoConstructor { public NoConstructor(string other) { } public int A { get; set; } }
        public class Nothing { private int _hidden; public int Get() => _hidden++; }
        [MessagePackObject] public class Unmarked { [Key(0)] public int A { get; set; } public int B { get; set; } }
        [MessagePackObject] public class Twice { [Key(1)] public int A { get; set; } [Key(1)] public int B { get; set; } }
        [MessagePackObject] public class Below { [Key(-1)] public int A { get; set; } }
        [MessagePackObject] public class Both { [Key(1)] public int A { get; set; } [Key("b")] public int B { get; set; } }
        [MessagePackObject] public class Private { [Key(1)] private int A { get; set; } }
        public class GetOnly { public List<int> Items { get; } = []; }
        public class OwnList : List<int>;
        public record Holder(Holder2 Inner);
        public record Holder2(Func<int> Call);
        [Union(0, typeof(string))] public interface BadUnion;
        public record Growing<T>(Growing<List<T>>? Next);
        [System.Runtime.Serialization.DataContract] public class MixedContract { [System.Runtime.Serialization.DataMember(Order = 0)] public int A { get; set; } [System.Runtime.Serialization.DataMember] public int B { get; set; } }
        [System.Runtime.Serialization.DataContract] public class PrivateContract { [System.Runtime.Serialization.DataMember] private int A { get; set; } }
        public class HiddenGetter { public int Name { get; } }
        public class HidingGetter : HiddenGetter { public new string Name { get; set; } = ""; }
        public class IntSerde : ISerde<int> { public void Serialize(int v, IBufferWriter<byte> o) { } public int Deserialize(ReadOnlySpan<byte> d) => 0; }
        [Serde<IntSerde>] public record WrongSerde(int A);
        public class Closed : ISerde<NoNewSerde>
        {
            private Closed() { }
            public void Serialize(NoNewSerde v, IBufferWriter<byte> o) { }
            public NoNewSerde Deserialize(ReadOnlySpan<byte> d) => default!;
        }
        [Serde<Closed>] public record NoNewSerde(int A);
        [Json(typeof(IntSerde))] public record NoContext(int A);
        [Json(typeof(Context))] public record Unlisted(int A);
        public abstract class Context : System.Text.Json.Serialization.JsonSerializerContext { protected Context() : base(null) { } }
        """))).Serdes.Single().Serde;

    private static string Source(string roots, string types) => $$"""
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using GenStreams;
        using MessagePack;
        public static class Roots
        {
            {{roots}}
        }
        {{types}}
        """;
}
