using System.Buffers.Binary;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Allocation.Tests;

/// <summary>Sessions and sliding windows that come, merge, close and expire allocate nothing after a warm-up.</summary>
public sealed class SessionAllocationTests
{
    private const int Records = 20_000;
    private const int Keys = 40;
    private const int RecordsPerCommit = 500;
    private const long Cache = 10_000_000;

    private readonly byte[] _key = new byte[sizeof(long)];
    private long _clock = 10_000;

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Sessions_allocate_nothing(long cacheBytes) =>
        Check<SessionsOfNumbers>(cacheBytes, "out", "sums", "app-counts-changelog", "app-sums-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Final_sessions_allocate_nothing(long cacheBytes) => Check<FinalSessionsOfNumbers>(cacheBytes, "out", "app-sums-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Sliding_windows_allocate_nothing(long cacheBytes) => Check<SlidingNumbers>(cacheBytes, "out", "app-counts-changelog");

    [Theory]
    [InlineData(0)]
    [InlineData(Cache)]
    public void Final_sliding_windows_allocate_nothing(long cacheBytes) => Check<FinalSlidingNumbers>(cacheBytes, "out", "app-sums-changelog");

    private void Check<T>(long cacheBytes, params string[] topics)
        where T : class, ITopology<T>
    {
        using var task = new TaskHarness<T>(cacheBytes);
        int source = task.Source("in");
        Feed(task, source);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(task, source);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        Assert.All(topics, topic => Assert.True(task.Collector.Sent(topic) > Records / 10, $"Little was sent to '{topic}'."));
    }

    /// <summary>200 s of event time: three times what a store keeps. Every seventh record is late, but not too late.</summary>
    private void Feed<T>(TaskHarness<T> task, int source)
        where T : class, ITopology<T>
    {
        for (int i = 0; i < Records; i++)
        {
            _clock += 10;
            BinaryPrimitives.WriteInt64BigEndian(_key, i * 7919L % Keys);
            task.Process(source, _key, _key, i % 7 == 0 ? _clock - (i % 90) : _clock);
            if (i % RecordsPerCommit == 0)
            {
                task.Flush();
            }
        }
    }
}
