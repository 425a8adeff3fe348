using System.Buffers;
using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

/// <summary>Single values against bytes that Java's serializers of Kafka write.</summary>
public class PrimitiveSerdeTests
{
    [Theory]
    [InlineData(0, "00000000")]
    [InlineData(1, "00000001")]
    [InlineData(-1, "ffffffff")]
    [InlineData(int.MinValue, "80000000")]
    [InlineData(305419896, "12345678")]
    public void An_int_is_4_bytes_big_endian(int value, string hex) => Check(Int32Serde.Instance, value, hex);

    [Theory]
    [InlineData(42L, "000000000000002a")]
    [InlineData(-2L, "fffffffffffffffe")]
    [InlineData(long.MaxValue, "7fffffffffffffff")]
    public void A_long_is_8_bytes_big_endian(long value, string hex) => Check(Int64Serde.Instance, value, hex);

    [Theory]
    [InlineData((short)258, "0102")]
    [InlineData((short)-2, "fffe")]
    public void A_short_is_2_bytes_big_endian(short value, string hex) => Check(Int16Serde.Instance, value, hex);

    [Theory]
    [InlineData(1.5f, "3fc00000")]
    [InlineData(float.NegativeInfinity, "ff800000")]
    public void A_float_is_4_bytes_of_IEEE_754(float value, string hex) => Check(SingleSerde.Instance, value, hex);

    [Theory]
    [InlineData(-0.1, "bfb999999999999a")]
    [InlineData(double.PositiveInfinity, "7ff0000000000000")]
    public void A_double_is_8_bytes_of_IEEE_754(double value, string hex) => Check(DoubleSerde.Instance, value, hex);

    [Theory]
    [InlineData(false, "00")]
    [InlineData(true, "01")]
    public void A_bool_is_one_byte(bool value, string hex) => Check(BooleanSerde.Instance, value, hex);

    [Fact]
    public void Numbers_that_Java_does_not_have_are_big_endian_too()
    {
        Check(ByteSerde.Instance, (byte)200, "c8");
        Check(SByteSerde.Instance, (sbyte)-2, "fe");
        Check(UInt16Serde.Instance, (ushort)65534, "fffe");
        Check(UInt32Serde.Instance, 4_000_000_000u, "ee6b2800");
        Check(UInt64Serde.Instance, ulong.MaxValue - 1, "fffffffffffffffe");
        Check(CharSerde.Instance, '€', "20ac");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("kafka", "6b61666b61")]
    [InlineData("hä€😀", "68c3a4e282acf09f9880")]
    public void A_string_is_UTF8_without_a_length(string value, string hex) => Check(StringSerde.Instance, value, hex);

    [Fact]
    public void A_long_string_round_trips()
    {
        string value = string.Concat(Enumerable.Repeat("Größe 😀 ", 1000));
        Assert.Equal(value, StringSerde.Instance.Deserialize(Write(StringSerde.Instance, value)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_become_the_replacement_character_as_in_Java()
    {
        Assert.Equal("a\uFFFDb", StringSerde.Instance.Deserialize([0x61, 0xff, 0x62]));
        Assert.Equal([0x61, 0xef, 0xbf, 0xbd], Write(StringSerde.Instance, "a\ud800"));
    }

    [Fact]
    public void A_guid_is_text_of_36_characters_in_lower_case()
    {
        var value = Guid.Parse("6F9619FF-8B86-D011-B42D-00C04FC964FF");
        Check(GuidSerde.Instance, value, Convert.ToHexStringLower("6f9619ff-8b86-d011-b42d-00c04fc964ff"u8));
    }

    [Fact]
    public void Bytes_are_themselves_and_each_value_read_is_its_own_array()
    {
        Check(ByteArraySerde.Instance, [1, 2, 255], "0102ff");
        byte[] data = [1];
        Assert.NotSame(data, ByteArraySerde.Instance.Deserialize(data));
    }

    [Fact]
    public void A_date_time_offset_is_milliseconds_since_1970()
    {
        var value = new DateTimeOffset(2024, 2, 29, 13, 0, 0, 5, TimeSpan.FromHours(1));
        byte[] data = Write(DateTimeOffsetSerde.Instance, value);
        Assert.Equal("0000018df4bc5605", Convert.ToHexStringLower(data));
        var read = DateTimeOffsetSerde.Instance.Deserialize(data);
        Assert.Equal(value.UtcDateTime, read.UtcDateTime);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Fact]
    public void A_wrong_length_says_what_was_expected_and_found()
    {
        var error = Assert.Throws<SerdeException>(() => Int64Serde.Instance.Deserialize([1, 2, 3, 4]));
        Assert.Equal("A value of type long is 8 bytes long, but the data has 4 bytes.", error.Message);
        Assert.Equal(
            "A value of type byte is 1 byte long, but the data has 0 bytes.",
            Assert.Throws<SerdeException>(() => ByteSerde.Instance.Deserialize([])).Message);
    }

    [Fact]
    public void Data_that_is_no_value_of_the_type_is_refused()
    {
        Assert.Throws<SerdeException>(() => BooleanSerde.Instance.Deserialize([2]));
        Assert.Throws<SerdeException>(() => GuidSerde.Instance.Deserialize("6f9619ff-8b86-d011-b42d-00c04fc964fz"u8));
        Assert.Throws<SerdeException>(() => GuidSerde.Instance.Deserialize("6f9619ff8b86d011b42d00c04fc964ff"u8));
        Assert.Throws<SerdeException>(() => DateTimeOffsetSerde.Instance.Deserialize([0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    }

    [Fact]
    public void Writing_and_reading_numbers_allocates_nothing()
    {
        var output = new ArrayBufferWriter<byte>(64);
        long Loop()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                output.ResetWrittenCount();
                Int64Serde.Instance.Serialize(i, output);
                GuidSerde.Instance.Serialize(default, output);
                StringSerde.Instance.Serialize("text", output);
                Int64Serde.Instance.Deserialize(output.WrittenSpan[..8]);
                GuidSerde.Instance.Deserialize(output.WrittenSpan[8..44]);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Loop();
        Assert.Equal(0, Loop());
    }

    private static void Check<T>(ISerde<T> serde, T value, string hex)
    {
        byte[] data = Write(serde, value);
        Assert.Equal(hex, Convert.ToHexStringLower(data));
        Assert.Equal(value, serde.Deserialize(data));
    }

    private static byte[] Write<T>(ISerde<T> serde, T value)
    {
        var output = new ArrayBufferWriter<byte>();
        serde.Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }
}
