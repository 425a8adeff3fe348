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

    [Fact]
    public void Guids_and_times_that_collide_by_their_own_hash_do_not_by_this_one()
    {
        AssertApart(Enumerable.Range(0, 10_000).Select(i => new Guid(i, 0, 0, BitConverter.GetBytes((long)i << 32))));
        AssertApart(Enumerable.Range(0, 10_000).Select(i => new TimeSpan(((long)i << 32) | (uint)i)));
        AssertApart(Enumerable.Range(0, 10_000).Select(i => BitConverter.Int64BitsToDouble(((long)i << 32) | (uint)i)));
    }

    [Fact]
    public void What_is_equal_has_one_hash()
    {
        AssertSame(0.0, -0.0);
        AssertSame(double.NaN, BitConverter.Int64BitsToDouble(-1));
        AssertSame(0f, -0f);
        AssertSame(float.NaN, BitConverter.Int32BitsToSingle(-1));
        AssertSame(1m, 1.000m);
        AssertSame(0m, -0.00m);
        AssertSame(79228162514264337593543950335m, decimal.MaxValue);
        AssertSame(0.0000000000000000000000000010m, 0.000000000000000000000000001m);
        AssertSame(new DateTime(5, DateTimeKind.Utc), new DateTime(5, DateTimeKind.Local));
        AssertSame(new DateTimeOffset(2020, 1, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 13, 0, 0, TimeSpan.FromHours(1)));
        AssertSame(new DateOnly(2020, 1, 1), DateOnly.FromDayNumber(737424));
    }

    private static void AssertApart<T>(IEnumerable<T> chosen)
        where T : unmanaged, IEquatable<T>
    {
        var values = chosen.ToList();
        Assert.InRange(values.Select(value => value.GetHashCode()).Distinct().Count(), 1, 2);
        Assert.InRange(values.Select(KeyedNumberComparer.Of<T>().GetHashCode).Distinct().Count(), 9_990, 10_000);
    }

    private static void AssertSame<T>(T left, T right)
        where T : unmanaged, IEquatable<T>
    {
        Assert.True(KeyedNumberComparer.Of<T>().Equals(left, right));
        Assert.Equal(KeyedNumberComparer.Of<T>().GetHashCode(left), KeyedNumberComparer.Of<T>().GetHashCode(right));
    }
}
