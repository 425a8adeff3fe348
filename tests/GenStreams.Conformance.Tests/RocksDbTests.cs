using GenStreams.Testing;

namespace GenStreams.Conformance.Tests;

/// <summary>Every scenario does the same with stores in RocksDB.</summary>
public sealed class RocksDbTests
{
    [Theory]
    [MemberData(nameof(ConformanceTests.Recorded), MemberType = typeof(ConformanceTests))]
    public void Does_what_Kafka_Streams_did(string scenario, string seed) =>
        ConformanceTests.Check(scenario, seed, new TopologyTestDriverOptions { Configure = static options => options.UseRocksDb() });

    [Theory]
    [MemberData(nameof(ConformanceTests.Recorded), MemberType = typeof(ConformanceTests))]
    public void Does_the_same_with_record_caches_and_a_commit_after_each_record(string scenario, string seed) => ConformanceTests.Check(
        scenario, seed, new TopologyTestDriverOptions { CacheBytes = 10_000_000, Configure = static options => options.UseRocksDb() });
}
