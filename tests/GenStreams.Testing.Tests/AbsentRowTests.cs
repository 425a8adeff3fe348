using GenStreams.Testing.Tests.Topologies;
using GenStreams.Topologies;

namespace GenStreams.Testing.Tests;

/// <summary>
/// Rows are deleted that were never there. Without a record cache everybody is told of it, with one nobody: what Kafka Streams 4.3.1 told,
/// record by record.
/// </summary>
public sealed class AbsentRowTests
{
    private const string Deletes = "a:k=null@1 a:k=1@2 a:k=null@3 a:k=null@4";
    private const string Zeros = "a:k=null@1 a:k=0@2 a:k=1@3 a:k=0@4 a:k=0@5 a:k=null@6 a:k=null@7";
    private const string Sides = "a:k=null@1 a:k=1@2 b:k=null@3 b:k=2@4 a:k=null@5 a:k=null@6 b:k=null@7 b:k=null@8";

    [Theory]
    [InlineData(0, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    [InlineData(1_000_000, " | k=1@2 | k=null@3 | ")]
    public void Of_a_source(long cache, string told) => Check<AbsentInSource>(cache, Deletes, told);

    [Theory]
    [InlineData(0, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    [InlineData(1_000_000, " | k=1@2 | k=null@3 | ")]
    public void Of_a_stream_that_becomes_a_table(long cache, string told) => Check<AbsentInToTable>(cache, Deletes, told);

    [Theory]
    [InlineData(0, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    [InlineData(1_000_000, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    public void Of_a_versioned_table(long cache, string told) => Check<AbsentInVersions>(cache, Deletes, told);

    [Theory]
    [InlineData(0, " |  | k=1@3 | k=null@4 |  |  | ")]
    [InlineData(1_000_000, " |  | k=1@3 | k=null@4 |  |  | ")]
    public void Of_a_filter(long cache, string told) => Check<AbsentInFilter>(cache, Zeros, told);

    [Theory]
    [InlineData(0, "k=null@1 | k=null@2 | k=1@3 | k=null@4 | k=null@5 | k=null@6 | k=null@7")]
    [InlineData(1_000_000, " |  | k=1@3 | k=null@4 |  |  | ")]
    public void Of_a_filter_of_what_has_no_store(long cache, string told) => Check<AbsentInFilterOfSource>(cache, Zeros, told);

    [Theory]
    [InlineData(0, "k=null@1 | k=null@2 | k=1@3 | k=null@4 | k=null@5 | k=null@6 | k=null@7")]
    [InlineData(1_000_000, " |  | k=1@3 | k=null@4 |  |  | ")]
    public void Of_a_mapping(long cache, string told) => Check<AbsentInMapping>(cache, Zeros, told);

    [Theory]
    [InlineData(0, " |  | k=null@3 | k=12@4 | k=null@5 | k=null@6 |  | ")]
    [InlineData(1_000_000, " |  |  | k=12@4 | k=null@5 |  |  | ")]
    public void Of_a_join(long cache, string told) => Check<AbsentInJoin>(cache, Sides, told);

    [Theory]
    [InlineData(0, " | k=1null@2 | k=1null@3 | k=12@4 | k=null@5 | k=null@6 |  | ")]
    [InlineData(1_000_000, " | k=1null@2 |  | k=12@4 | k=null@5 |  |  | ")]
    public void Of_a_left_join(long cache, string told) => Check<AbsentInLeftJoin>(cache, Sides, told);

    [Theory]
    [InlineData(0, " | k=1null@2 | k=1null@3 | k=12@4 | k=null2@5 | k=null2@6 | k=null@7 | ")]
    [InlineData(1_000_000, " | k=1null@2 |  | k=12@4 | k=null2@5 |  | k=null@7 | ")]
    public void Of_an_outer_join(long cache, string told) => Check<AbsentInOuterJoin>(cache, Sides, told);

    [Theory]
    [InlineData(0, " |  | k=null@3 | k=12@4 | k=null@5 |  |  | ")]
    [InlineData(1_000_000, " |  |  | k=12@4 | k=null@5 |  |  | ")]
    public void Of_a_foreign_key_join(long cache, string told) => Check<AbsentInForeignKeyJoin>(cache, Sides, told);

    [Theory]
    [InlineData(0, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    [InlineData(1_000_000, " | k=1@2 | k=null@3 | ")]
    public void Of_an_aggregate(long cache, string told) => Check<AbsentInAggregate>(cache, "a:k=0@1 a:k=1@2 a:k=0@3 a:k=0@4", told);

    [Theory]
    [InlineData(0, "k=1@1 | k=null@2 | k=0@3 | k=null@4")]
    [InlineData(1_000_000, "k=1@1 | k=null@2 | k=0@3 | k=null@4")]
    public void Of_a_reduction(long cache, string told) => Check<AbsentInReduction>(cache, "a:k=1@1 a:k=0@2 a:k=0@3 a:k=0@4", told);

    [Theory]
    [InlineData(0, " | g=null@2 | g=1@3 | g=null@4 | g=null@5 | g=null@6")]
    [InlineData(1_000_000, " |  | g=1@3 | g=null@4 |  | ")]
    public void Of_groups_of_a_table(long cache, string told) =>
        Check<AbsentInGroups>(cache, "a:k=null@1 a:k=0@2 a:k=1@3 a:k=null@4 a:k=0@5 a:k=null@6", told);

    [Theory]
    [InlineData(0, "k=null@1 | k=1@2 | k=null@3 | k=null@4")]
    [InlineData(1_000_000, " | k=1@2 | k=null@3 | ")]
    public void Of_windows(long cache, string told) => Check<AbsentInWindows>(cache, "a:k=0@1 a:k=1@2 a:k=0@3 a:k=0@4", told);

    [Theory]
    [InlineData(0, "k1=null@101 | k2=1@102 | k103=null@103 k3=null@103 | k103=null@104 k4=null@104")]
    [InlineData(1_000_000, " | k2=1@102 |  | ")]
    public void Of_sliding_windows(long cache, string told) =>
        Check<AbsentInSlidingWindows>(cache, "a:k=0@101 a:k=1@102 a:k=0@103 a:k=0@104", told);

    [Theory]
    [InlineData(0, "k101-101=null@101 | k102-102=1@102 | k102-102=null@102 k102-103=null@103 | k104-104=null@104")]
    [InlineData(1_000_000, " | k102-102=1@102 | k102-102=null@102 | ")]
    public void Of_sessions(long cache, string told) => Check<AbsentInSessions>(cache, "a:k=0@101 a:k=1@102 a:k=0@103 a:k=0@104", told);

    private static void Check<T>(long cache, string records, string expected)
        where T : class, ITopology<T>
    {
        using var driver = new TopologyTestDriver<T>(new() { CacheBytes = cache });
        var output = driver.Output<string?, string?>("out");
        var told = new List<string>();
        foreach (string[] record in records.Split(' ').Select(static record => record.Split(':', '=', '@')))
        {
            driver.Input<string?, string?>(record[0]).Pipe(record[1], record[2] == "null" ? null : record[2], int.Parse(record[3]));
            told.Add(string.Join(" ", output.ReadAllRecords().Select(static r => $"{r.Key}={(r.IsTombstone ? "null" : r.Value)}@{r.Timestamp}")));
        }

        Assert.Equal(expected, string.Join(" | ", told));
    }
}
