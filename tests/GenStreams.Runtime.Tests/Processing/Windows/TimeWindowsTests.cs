using System.Buffers.Binary;
using GenStreams.Processing.Windows;

namespace GenStreams.Runtime.Tests.Processing.Windows;

public sealed class TimeWindowsTests
{
    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(10, 3, 7)]
    [InlineData(10, 1, 0)]
    [InlineData(7, 6, 100)]
    public void A_record_is_in_the_windows_that_the_definition_says(long size, long advance, long grace)
    {
        var windows = new TimeWindows(size, advance, grace);
        var random = new Random(1);
        long time = -1;
        for (long now = 0; now < 500; now++)
        {
            long timestamp = Math.Max(0, now - random.Next(40));
            time = Math.Max(time, timestamp);
            var all = Enumerable.Range(0, 600).Select(n => n * advance).Where(start => start <= timestamp && timestamp < start + size).ToList();
            var open = all.Where(start => start + size > time - grace);

            windows.Begin("key"u8, timestamp);

            Assert.Equal(all.Count - open.Count(), windows.Expired);
            Assert.Equal(open, Rest(windows));
            Assert.Equal((time, time - grace), (windows.StreamTime, windows.CloseTime));
        }
    }

    [Fact]
    public void A_windowed_key_is_the_key_and_the_start()
    {
        var windows = new TimeWindows(10, 10, 0);
        foreach (int length in new[] { 0, 1, 64, 200, 3 })
        {
            byte[] key = new byte[length];
            Array.Fill(key, (byte)length);
            windows.Begin(key, 1_234);
            Assert.True(windows.MoveNext());
            Assert.Equal([.. key, 0, 0, 0, 0, 0, 0, 0x04, 0xce], windows.Key.ToArray());
            Assert.False(windows.MoveNext());
        }
    }

    [Fact]
    public void The_end_of_time_is_in_windows_too()
    {
        var windows = new TimeWindows(10, 5, 0);
        windows.Begin("k"u8, long.MaxValue);

        Assert.Equal(0, windows.Expired);
        Assert.Equal([long.MaxValue / 5 * 5 - 5, long.MaxValue / 5 * 5], Rest(windows));
    }

    [Fact]
    public void Ends_follow_each_other()
    {
        var windows = new TimeWindows(10, 3, 0);

        Assert.Equal([10, 10, 13, 13, 13, 16], new long[] { -1, 9, 10, 11, 12, 13 }.Select(windows.NextEnd));
    }

    private static List<long> Rest(TimeWindows windows)
    {
        var starts = new List<long>();
        while (windows.MoveNext())
        {
            starts.Add(BinaryPrimitives.ReadInt64BigEndian(windows.Key[^sizeof(long)..]));
        }

        return starts;
    }
}
