using System.Text;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests.Processing;

public sealed class PartitionTests
{
    // The vectors with which Apache Kafka tests its clients.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Murmur2_hashes_as_Kafkas_clients_do(string text, int hash) =>
        Assert.Equal(hash, Murmur2.Hash(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Murmur2_takes_bytes_as_unsigned() =>
        Assert.NotEqual(Murmur2.Hash([0x80, 0x7f]), Murmur2.Hash([0x80, 0xff]));

    [Fact]
    public void A_text_is_hashed_as_UTF8()
    {
        string text = string.Concat(Enumerable.Repeat("größe-", 200));
        foreach (int length in new[] { 0, 1, 20, 60, 300, 1200 })
        {
            Assert.Equal(Murmur2.Partition(Encoding.UTF8.GetBytes(text[..length]), 50), Partition.Of(text[..length], 50));
        }
    }

    [Fact]
    public void Numbers_are_hashed_as_their_serdes_write_them()
    {
        Assert.Equal(Murmur2.Partition([0, 0, 1, 2], 50), Partition.Of(258, 50));
        Assert.Equal(Murmur2.Partition([0, 0, 0, 0, 0, 0, 1, 2], 50), Partition.Of(258L, 50));
    }

    [Fact]
    public void A_negative_hash_gives_a_partition_that_exists()
    {
        Assert.True(Murmur2.Hash("21"u8) < 0);
        Assert.Equal((-973932308 & int.MaxValue) % 7, Partition.Of("21", 7));
    }

    [Fact]
    public void No_partitions_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Partition.Of("a", 0));
}
