using System.Buffers.Binary;
using GenStreams.Allocation.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Allocation.Tests;

/// <summary>
/// After a warm-up, versioned stores and what holds records back allocate nothing while time goes on: versions expire, records leave.
/// </summary>
public sealed class VersionAllocationTests
{
    private const int Records = 20_000;
    private const int Keys = 100;

    [Fact]
    public void A_stream_joined_with_a_versioned_table_allocates_nothing() => Check<JoinVersionsOfNumbers>(0, "in", "factors");

    [Fact]
    public void A_stream_that_waits_for_a_versioned_table_allocates_nothing() => Check<JoinVersionsWithGrace>(0, "in", "factors");

    [Theory]
    [InlineData(0)]
    [InlineData(10_000_000)]
    public void Suppress_allocates_nothing(long cacheBytes) => Check<SuppressNumbers>(cacheBytes, "in");

    [Theory]
    [InlineData(0)]
    [InlineData(10_000_000)]
    public void Final_results_of_windows_allocate_nothing(long cacheBytes) => Check<FinalCountsOfNumbers>(cacheBytes, "in");

    [Fact]
    public void A_versioned_store_in_a_method_allocates_nothing() => Check<VersionedStoreOfNumbers>(0, "in");

    private static void Check<T>(long cacheBytes, params string[] topics)
        where T : class, ITopology<T>
    {
        using var task = new TaskHarness<T>(cacheBytes);
        int[] sources = [.. topics.Select(task.Source)];
        byte[] number = new byte[sizeof(long)];
        long time = 1000;
        Feed();
        Feed();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(task.Collector.Sent("out") > Records / 10, "Little was sent to 'out'.");

        void Feed()
        {
            for (int i = 0; i < Records; i++)
            {
                BinaryPrimitives.WriteInt64BigEndian(number, i / sources.Length * 7 % Keys);
                time++;
                task.Process(sources[i % sources.Length], number, number, i % 4 == 0 ? time - 20 : time);
                if (i % 500 == 0)
                {
                    task.Flush();
                }
            }
        }
    }
}
