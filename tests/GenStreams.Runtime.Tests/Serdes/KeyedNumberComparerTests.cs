using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

public sealed class KeyedNumberComparerTests
{
    [Fact]
    public void Numbers_that_collide_by_their_own_hash_do_not_by_this_one()
    {
        // Both halves alike: each hashes to 0.
        var longs = Enumerable.Range(0, 10_000).Select(i => ((long)i << 32) | (uint)i).ToList();
        Assert.Single(longs.Select(number => number.GetHashCode()).Distinct());
        Assert.InRange(longs.Select(KeyedNumberComparer.Of<long>().GetHashCode).Distinct().Count(), 9_990, 10_000);

        // Multiples of a prime that a dictionary has as its size.
        var ints = Enumerable.Range(0, 10_000).Select(i => i * 14591).ToList();
        Assert.Single(ints.Select(number => number % 14591).Distinct());
        Assert.InRange(ints.Select(number => (uint)KeyedNumberComparer.Of<int>().GetHashCode(number) % 14591).Distinct().Count(), 5_000, 10_000);
    }

    [Fact]
    public void Equal_numbers_are_equal()
    {
        var numbers = new Dictionary<long, string>(KeyedNumberComparer.Of<long>()) { [-1] = "a", [long.MaxValue] = "b" };
        Assert.Equal("a", numbers[-1]);
        Assert.Equal("b", numbers[long.MaxValue]);
        Assert.False(numbers.ContainsKey(1));
    }
}
