using System.Buffers;
using System.Buffers.Binary;
using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

/// <summary>What the reader says of data that is not what was expected, truncated or hostile.</summary>
public class MessagePackReaderTests
{
    private delegate void Reading(ref MessagePackReader reader);

    [Fact]
    public void An_error_says_the_member_what_was_expected_what_was_found_and_where()
    {
        var error = Fails([0x01, 0xa1, 0x41], (ref reader) =>
        {
            reader.ReadInt32();
            reader.Member = "Trade.Price"u8;
            reader.ReadDouble();
        });
        Assert.Equal("Trade.Price: expected a number, found a string, at byte 1 of 3.", error.Message);
    }

    [Fact]
    public void The_end_of_the_data_is_an_error()
    {
        Assert.Equal("MessagePack: expected an integer, found the end of the data, at byte 0 of 0.", Fails([], (ref r) => r.ReadInt32()).Message);
        Assert.Equal("MessagePack: expected 4 more bytes, found 1, at byte 1 of 2.", Fails([0xd2, 1], (ref r) => r.ReadInt32()).Message);
    }

    [Theory]
    [InlineData("cc80", "MessagePack: expected an integer of -128 to 127, found 128, at byte 0 of 2.")]
    [InlineData("cfffffffffffffffff", "MessagePack: expected an integer of -128 to 127, found 18446744073709551615, at byte 0 of 9.")]
    [InlineData("d1ff7f", "MessagePack: expected an integer of -128 to 127, found -129, at byte 0 of 3.")]
    public void An_integer_out_of_range_is_named(string hex, string message) =>
        Assert.Equal(message, Fails(Convert.FromHexString(hex), (ref r) => r.ReadSByte()).Message);

    [Fact]
    public void Limits_of_each_integer_type_are_kept()
    {
        Fails([0xff], (ref r) => r.ReadByte());
        Fails([0xff], (ref r) => r.ReadUInt64());
        Fails([0xcd, 1, 0], (ref r) => r.ReadByte());
        Fails([0xcd, 0x80, 0], (ref r) => r.ReadInt16());
        Fails([0xce, 0, 1, 0, 0], (ref r) => r.ReadUInt16());
        Fails([0xce, 0x80, 0, 0, 0], (ref r) => r.ReadInt32());
        Fails([0xcf, 0, 0, 0, 1, 0, 0, 0, 0], (ref r) => r.ReadUInt32());
        Fails([0xcf, 0x80, 0, 0, 0, 0, 0, 0, 0], (ref r) => r.ReadInt64());
        Assert.Equal(long.MinValue, new MessagePackReader([0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0]).ReadInt64());
    }

    [Fact]
    public void An_integer_is_read_from_any_form_that_holds_it()
    {
        Assert.Equal(5, new MessagePackReader([0xd3, 0, 0, 0, 0, 0, 0, 0, 5]).ReadByte());
        Assert.Equal(5, new MessagePackReader([0xcf, 0, 0, 0, 0, 0, 0, 0, 5]).ReadSByte());
        Assert.Equal(-5, new MessagePackReader([0xd2, 0xff, 0xff, 0xff, 0xfb]).ReadSByte());
    }

    [Fact]
    public void A_float_is_read_from_integers_as_other_languages_write_whole_numbers()
    {
        Assert.Equal(7.0, new MessagePackReader([7]).ReadDouble());
        Assert.Equal(-1f, new MessagePackReader([0xff]).ReadSingle());
        Assert.Equal(1.5, new MessagePackReader([0xca, 0x3f, 0xc0, 0, 0]).ReadDouble());
        Assert.Equal(1.5f, new MessagePackReader([0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]).ReadSingle());
        Assert.Equal(18446744073709551615.0, new MessagePackReader([0xcf, 255, 255, 255, 255, 255, 255, 255, 255]).ReadDouble());
    }

    [Theory]
    [InlineData("dd00000001")]
    [InlineData("ddffffffff")]
    [InlineData("ddffffffff00000000")]
    [InlineData("dc00040000")]
    [InlineData("9f01")]
    public void An_array_that_declares_more_than_there_are_bytes_is_refused(string hex) =>
        Fails(Convert.FromHexString(hex), (ref r) => r.BeginArray());

    [Theory]
    [InlineData("dfffffffff")]
    [InlineData("df80000000c0c0")]
    [InlineData("82c0c0c0")]
    public void A_map_that_declares_more_than_there_are_bytes_is_refused(string hex) =>
        Fails(Convert.FromHexString(hex), (ref r) => r.BeginMap());

    [Theory]
    [InlineData("dbffffffff41")]
    [InlineData("d90241")]
    [InlineData("a241")]
    [InlineData("da")]
    public void A_text_that_declares_more_than_there_are_bytes_is_refused(string hex) =>
        Fails(Convert.FromHexString(hex), (ref r) => r.ReadString());

    [Fact]
    public void A_declared_length_alone_makes_no_room()
    {
        byte[] data = [0xc6, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3];
        Fails(data, (ref r) => r.ReadByteArray());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fails(data, (ref r) => r.ReadByteArray());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        byte[] data = [.. Enumerable.Repeat((byte)0x91, 10_000), 0xc0];
        var error = Fails(data, (ref r) =>
        {
            while (true)
            {
                r.BeginArray();
            }
        });
        Assert.Contains("at most 500", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skip_takes_any_depth_and_refuses_claims_that_cannot_be()
    {
        byte[] deep = [.. Enumerable.Repeat((byte)0x91, 1_000_000), 0xc0];
        var reader = new MessagePackReader(deep);
        reader.Skip();
        reader.CheckEnd();

        byte[] claims = [.. Enumerable.Repeat<byte[]>([0xdd, 0xff, 0xff, 0xff, 0xff], 1000).SelectMany(b => b)];
        Fails(claims, (ref r) => r.Skip());
        Fails([0x92, 0x01], (ref r) => r.Skip());
        Fails([0xc1], (ref r) => r.Skip());
    }

    [Fact]
    public void Room_for_what_is_declared_is_made_near_the_top_only()
    {
        byte[] data = [.. Enumerable.Repeat<byte[]>([0xdc, 0x00, 0x64], 6).SelectMany(b => b), .. new byte[200]];
        var reader = new MessagePackReader(data);
        for (int depth = 1; depth <= 6; depth++)
        {
            int count = reader.BeginArray();
            Assert.Equal(depth <= 4 ? 100 : 16, reader.CapacityFor(count));
        }
    }

    [Fact]
    public void Trailing_bytes_are_an_error()
    {
        var error = Fails([0x01, 0x02], (ref r) =>
        {
            r.ReadInt32();
            r.CheckEnd();
        });
        Assert.Equal("MessagePack: expected the end of the data, found 1 more bytes, at byte 1 of 2.", error.Message);
    }

    [Theory]
    [InlineData("d6ff00000000", true)]
    [InlineData("d60100000000", false)]
    [InlineData("d5ff0000", false)]
    [InlineData("d7ffee6b280000000000", false)]
    [InlineData("c70cff3b9aca000000000000000000", false)]
    [InlineData("c70cff000000007fffffffffffffff", false)]
    [InlineData("c70cff000000008000000000000000", false)]
    public void Only_timestamps_of_the_calendar_are_date_times(string hex, bool valid)
    {
        byte[] data = Convert.FromHexString(hex);
        if (valid)
        {
            Assert.Equal(DateTime.UnixEpoch, new MessagePackReader(data).ReadDateTime());
        }
        else
        {
            Fails(data, (ref r) => r.ReadDateTime());
        }
    }

    [Fact]
    public void Values_that_have_no_form_of_their_own_round_trip()
    {
        var offset = new DateTimeOffset(2024, 2, 29, 13, 5, 6, TimeSpan.FromMinutes(-330)).AddTicks(7);
        var reader = Written((ref w) =>
        {
            w.WriteDecimal(-79228162514264337593543950335m);
            w.WriteDecimal(-7.9228162514264337593543950335m);
            w.WriteDecimal(1.10m);
            w.WriteGuid(Guid.Empty);
            w.WriteDateTimeOffset(offset);
            w.WriteTimeSpan(TimeSpan.FromTicks(-5));
            w.WriteDateOnly(new DateOnly(2024, 2, 29));
            w.WriteTimeOnly(TimeOnly.MaxValue);
            w.WriteUri(new Uri("https://example.org/a?b=ä"));
            w.WriteUri(null);
            w.WriteChar('€');
            w.WriteDateTime(DateTime.MaxValue);
            w.WriteDateTime(DateTime.MinValue);
        });
        Assert.Equal(-79228162514264337593543950335m, reader.ReadDecimal());
        Assert.Equal(-7.9228162514264337593543950335m, reader.ReadDecimal());
        Assert.Equal("1.10", reader.ReadDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Guid.Empty, reader.ReadGuid());
        var read = reader.ReadDateTimeOffset();
        Assert.Equal((offset, offset.Offset), (read, read.Offset));
        Assert.Equal(TimeSpan.FromTicks(-5), reader.ReadTimeSpan());
        Assert.Equal(new DateOnly(2024, 2, 29), reader.ReadDateOnly());
        Assert.Equal(TimeOnly.MaxValue, reader.ReadTimeOnly());
        Assert.Equal(new Uri("https://example.org/a?b=ä"), reader.ReadUri());
        Assert.Null(reader.ReadUri());
        Assert.Equal('€', reader.ReadChar());
        Assert.Equal(DateTime.MaxValue, reader.ReadDateTime());
        Assert.Equal(DateTime.MinValue, reader.ReadDateTime());
        reader.CheckEnd();
    }

    [Fact]
    public void Texts_that_are_not_of_the_type_are_refused()
    {
        byte[] text = [0xa3, (byte)'1', (byte)',', (byte)'5'];
        Fails(text, (ref r) => r.ReadDecimal());
        Fails(text, (ref r) => r.ReadGuid());
        Fails([0xa0], (ref r) => r.ReadDecimal());
        Fails([0xff], (ref r) => r.ReadDateOnly());
        Fails([0xce, 0xff, 0xff, 0xff, 0xff], (ref r) => r.ReadDateOnly());
        Fails([0x92, 0xd6, 0xff, 0, 0, 0, 0, 0xcd, 0x7f, 0xff], (ref r) => r.ReadDateTimeOffset());
        Fails([0x93, 0xd6, 0xff, 0, 0, 0, 0, 0, 0], (ref r) => r.ReadDateTimeOffset());
    }

    [Fact]
    public void Random_bytes_give_a_value_or_an_error()
    {
        var random = new Random(7);
        byte[] data = new byte[64];
        Reading[] readings =
        [
            (ref r) => r.Skip(), (ref r) => r.ReadInt32(), (ref r) => r.ReadUInt64(), (ref r) => r.ReadSingle(), (ref r) => r.ReadString(),
            (ref r) => r.ReadByteArray(), (ref r) => r.ReadExtension(out _), (ref r) => r.ReadDateTime(), (ref r) => r.ReadDateTimeOffset(),
            (ref r) => r.ReadDecimal(), (ref r) => r.ReadGuid(), (ref r) => r.ReadUri(), (ref r) => r.BeginArray(), (ref r) => r.BeginMap(),
            (ref r) => r.ReadDateOnly(), (ref r) => r.ReadTimeOnly(), (ref r) => r.ReadBoolean(), (ref r) => r.CheckNotNil(),
        ];
        for (int i = 0; i < 50_000; i++)
        {
            random.NextBytes(data);
            var reader = new MessagePackReader(data.AsSpan(0, random.Next(data.Length)));
            try
            {
                readings[i % readings.Length](ref reader);
            }
            catch (SerdeException)
            {
                // What it is for.
            }

            Assert.InRange(reader.Remaining, 0, data.Length);
        }
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused_by_the_writer()
    {
        var error = Assert.Throws<SerdeException>(void () =>
        {
            var writer = new MessagePackWriter(new ArrayBufferWriter<byte>()) { Member = "Node"u8 };
            while (true)
            {
                writer.BeginArray(1);
            }
        });
        Assert.Equal("Node: the value is nested more than 500 deep; it may contain itself.", error.Message);
    }

    [Fact]
    public void A_value_of_another_serde_is_embedded_as_binary_data()
    {
        var reader = Written((ref w) =>
        {
            w.WriteEmbedded(StringSerde.Instance, "abc");
            w.WriteEmbedded(StringSerde.Instance, null);
            w.WriteEmbedded(Int64Serde.Instance, 5);
        });
        Assert.Equal("abc", reader.ReadEmbedded(StringSerde.Instance));
        Assert.Null(reader.ReadEmbedded(StringSerde.Instance));
        Assert.Equal(5, reader.ReadEmbedded(Int64Serde.Instance));
        Fails([0xc0], (ref r) => r.ReadEmbedded(Int64Serde.Instance));
    }

    [Fact]
    public void Values_larger_than_the_outputs_room_are_written_whole()
    {
        var output = new ArrayBufferWriter<byte>(1);
        var writer = new MessagePackWriter(output);
        for (int i = 0; i < 200; i++)
        {
            writer.WriteInt64(BinaryPrimitives.ReverseEndianness((long)i));
            writer.WriteString(new string('x', i));
        }

        writer.Flush();
        var reader = new MessagePackReader(output.WrittenSpan);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(BinaryPrimitives.ReverseEndianness((long)i), reader.ReadInt64());
            Assert.Equal(i, reader.ReadString()!.Length);
        }

        reader.CheckEnd();
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static MessagePackReader Written(Writing write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        write(ref writer);
        writer.Flush();
        return new MessagePackReader(output.WrittenSpan.ToArray());
    }

    private static SerdeException Fails(byte[] data, Reading read) => Assert.Throws<SerdeException>(() =>
    {
        var reader = new MessagePackReader(data);
        read(ref reader);
    });
}
