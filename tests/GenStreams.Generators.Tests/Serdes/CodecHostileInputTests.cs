using System.Buffers.Binary;

namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Data that is wrong, cut off or made to harm: a clear error, and little memory.</summary>
public class CodecHostileInputTests
{
    private const int ManyBytes = 4 << 20;

    private static readonly CodecHarness Users = CodecHarness.Compile("""
        using System;
        using System.Collections.Generic;
        using MessagePack;

        public static class Roots
        {
            public static Positive Positive => new(1);
            public static Many Many => new() { Children = [new()] };
            public static Many[] Manys => [];
            public static Cycle Cycle => new();
            public static SortedSet<string> Sorted => ["a"];
            public static Dictionary<string, int> Dictionary => new() { ["a"] = 1 };
            public static Shape Shape => new Circle();
            public static Shape Odd => new Ellipse();
        }

        public record Positive
        {
            public Positive(int value) => Value = value > 0 ? value : throw new ArgumentException("value must be above 0");
            public int Value { get; }
        }

        [MessagePackObject]
        public class Many
        {
            [Key(0)] public Many[]? Children { get; set; }
        }

        [MessagePackObject]
        public class Cycle
        {
            [Key(0)] public Cycle? Self { get; set; }
        }

        [Union(3, typeof(Circle))]
        public abstract class Shape { public int Id { get; set; } }

        public class Circle : Shape;

        public class Ellipse : Circle;
        """);

    [Theory]
    [MemberData(nameof(CodecShapeTests.Cases), MemberType = typeof(CodecShapeTests))]
    public void Every_truncation_is_an_error(string name)
    {
        byte[] data = CodecShapeTests.Shapes.Write(name);
        for (int length = 0; length < data.Length; length++)
        {
            Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read(name, data[..length]));
        }

        Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read(name, [.. data, 0]));
    }

    [Theory]
    [MemberData(nameof(CodecShapeTests.Cases), MemberType = typeof(CodecShapeTests))]
    public void Random_damage_gives_a_value_or_an_error(string name)
    {
        byte[] data = CodecShapeTests.Shapes.Write(name);
        var random = new Random(11);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = [.. data];
            for (int hits = random.Next(1, 4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                CodecShapeTests.Shapes.Read(name, damaged);
            }
            catch (SerdeException)
            {
                // What it is for.
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300 * 64 * 1024);
    }

    [Theory]
    [MemberData(nameof(CodecShapeTests.Cases), MemberType = typeof(CodecShapeTests))]
    public void Nil_for_a_whole_value_is_an_error(string name) =>
        Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read(name, [0xc0]));

    [Theory]
    [InlineData("List")]
    [InlineData("Dictionary")]
    [InlineData("Trade")]
    [InlineData("Unions")]
    [InlineData("Contractless")]
    public void Lengths_of_four_billion_are_refused_before_there_is_room(string name)
    {
        foreach (byte code in new byte[] { 0xdd, 0xdf, 0xdb, 0xc6 })
        {
            byte[] data = [code, 0xff, 0xff, 0xff, 0xff, 0, 0, 0];
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read(name, data));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
        }
    }

    [Fact]
    public void Claims_inside_of_claims_do_not_multiply()
    {
        // Each level is an object whose array says that it has as many elements as bytes are left.
        byte[] data = new byte[100_000];
        for (int at = 0; at + 6 < 6 * 490; at += 6)
        {
            data[at] = 0x91;
            data[at + 1] = 0xdd;
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(at + 2), data.Length - at - 6);
        }

        Assert.Throws<SerdeException>(() => Users.Read("Many", data));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SerdeException>(() => Users.Read("Many", data));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, ManyBytes);
    }

    [Fact]
    public void Ten_thousand_nested_values_are_refused()
    {
        byte[] data = [.. Enumerable.Repeat((byte)0x91, 10_000), 0xc0];
        Assert.Contains("500", Assert.Throws<SerdeException>(() => Users.Read("Cycle", data)).Message, StringComparison.Ordinal);
        byte[] allowed = [.. Enumerable.Repeat((byte)0x91, 500), 0xc0];
        Assert.NotNull(Users.Read("Cycle", allowed));
    }

    [Fact]
    public void A_small_stack_is_not_overflown()
    {
        byte[] data = [.. Enumerable.Repeat((byte)0x91, 499), 0xc0];
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => Users.Read("Cycle", data)), maxStackSize: 192 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromMinutes(1)), "The thread did not end within a minute.");
        Assert.True(error is null or SerdeException, error?.ToString());
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused()
    {
        dynamic cycle = Users.Value("Cycle")!;
        cycle.Self = cycle;
        var error = Assert.Throws<SerdeException>(void () => Users.Write("Cycle", (object)cycle));
        Assert.Contains("may contain itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_type_names_the_type_and_the_member()
    {
        var error = Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read("Trade", [0x94, 0xa1, 0x41, 0xa1, 0x41, 1, 0xc0]));
        Assert.Equal("Trade.Price: expected a number, found a string, at byte 3 of 7.", error.Message);
        error = Assert.Throws<SerdeException>(() => CodecShapeTests.Shapes.Read("RecordStruct", [0x81, 0xa1, 0x58, 0xc0]));
        Assert.Equal("Point.X: expected an integer, found nil, at byte 3 of 4.", error.Message);
    }

    [Fact]
    public void What_a_constructor_refuses_is_an_error_of_the_data()
    {
        var error = Assert.Throws<SerdeException>(() => Users.Read("Positive", [0x81, 0xa5, .. "Value"u8, 0]));
        Assert.Equal("Positive: the data was refused: value must be above 0", error.Message);
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    [Fact]
    public void A_key_that_is_nil_is_refused() => Assert.Throws<SerdeException>(() => Users.Read("Dictionary", [0x81, 0xc0, 1]));

    [Fact]
    public void A_case_that_the_union_does_not_have_is_named()
    {
        var error = Assert.Throws<SerdeException>(() => Users.Read("Shape", [0x92, 4, 0x80]));
        Assert.Equal("Shape: expected the key of a [Union] on Shape, found 4, at byte 1 of 3.", error.Message);
        error = Assert.Throws<SerdeException>(() => Users.Write("Odd"));
        Assert.Equal("Shape: expected a type with a [Union] on Shape, found Ellipse.", error.Message);
    }
}
