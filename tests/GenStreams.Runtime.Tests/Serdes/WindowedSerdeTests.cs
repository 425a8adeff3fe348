using System.Buffers;
using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

public sealed class WindowedSerdeTests
{
    private static readonly TimeWindowedSerde<string> Times = new(StringSerde.Instance, 5_000);
    private static readonly SessionWindowedSerde<string> Sessions = new(StringSerde.Instance);

    [Fact]
    public void Time_windows_are_the_key_and_the_start_as_Java_writes_them() =>
        Check(Times, new("b", 1_000, 6_000), [0x62, 0, 0, 0, 0, 0, 0, 0x03, 0xe8]);

    [Fact]
    public void Sessions_are_the_key_the_end_and_the_start_as_Java_writes_them() =>
        Check(Sessions, new("b", 1_000, 1_001), [0x62, 0, 0, 0, 0, 0, 0, 0x03, 0xe9, 0, 0, 0, 0, 0, 0, 0x03, 0xe8]);

    [Fact]
    public void A_window_cannot_end_after_the_end_of_time() =>
        Assert.Equal(
            new Windowed<string>("", long.MaxValue - 1, long.MaxValue), Times.Deserialize([0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]));

    [Fact]
    public void Bytes_without_a_window_are_refused()
    {
        Assert.Contains("at least 8 bytes", Assert.Throws<SerdeException>(() => Times.Deserialize(new byte[7])).Message, StringComparison.Ordinal);
        Assert.Contains("at least 16 bytes", Assert.Throws<SerdeException>(() => Sessions.Deserialize(new byte[15])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_windowed_key_is_shown_as_Kafka_Streams_shows_it() => Assert.Equal("[b@1000/6000]", new Windowed<string>("b", 1_000, 6_000).ToString());

    private static void Check(ISerde<Windowed<string>> serde, Windowed<string> key, byte[] bytes)
    {
        var written = new ArrayBufferWriter<byte>();
        serde.Serialize(key, written);
        Assert.Equal(bytes, written.WrittenSpan.ToArray());
        Assert.Equal(key, serde.Deserialize(bytes));
    }
}
