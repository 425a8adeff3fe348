using GenStreams.Fuzzing;
using GenStreams.Processing;
using GenStreams.Runtime.Tests.State.Contract;
using GenStreams.State;

namespace GenStreams.Runtime.Tests.Fuzzing;

/// <summary>
/// Records of changelogs that nobody has written right: a store takes one in or says what is wrong with it, and goes on to work either way.
/// </summary>
public sealed class ChangelogFuzzTests
{
    private const int RecordsOfAStore = 40;

    public static TheoryData<string> Kinds => StoreDriver.All;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_store_takes_any_record_in_or_refuses_it_with_the_documented_error(string kind)
    {
        var mutator = new ByteMutator(FuzzSettings.Seed);
        var (keys, values, headers, times) = Samples(kind, mutator.Random);
        int inputs = FuzzSettings.Inputs(usual: 150_000);
        for (int input = 0; input < inputs; input += RecordsOfAStore)
        {
            using var driver = StoreDriver.Create(kind, keepsUndo: mutator.Random.Next(2) == 0);
            var taken = new List<string>();
            try
            {
                for (int i = 0; i < RecordsOfAStore; i++)
                {
                    Restore(driver.Store, Pick(keys, mutator), Pick(values, mutator), TimeOf(times, mutator.Random), Pick(headers, mutator), taken);
                }

                driver.Store.Committed();
                driver.Time = times[mutator.Random.Next(times.Count)];
                for (int i = 0; i < 5; i++)
                {
                    driver.Do(mutator.Random);
                }

                driver.Flush();
                driver.Dump();
            }
            catch (Exception e)
            {
                Assert.Fail($"Of input {input} on, {kind} has taken:\n{string.Join('\n', taken)}\n{e}");
            }
        }
    }

    private static void Restore(StateStore store, byte[] key, byte[] value, long time, byte[] headers, List<string> taken)
    {
        var bytes = value.Length == 0 ? Bytes.Null : new Bytes(value);
        taken.Add($"{Convert.ToHexString(key)} = {Convert.ToHexString(value)} at {time} with {Convert.ToHexString(headers)}");
        try
        {
            store.Restore(key, bytes, time, headers);
        }
        catch (InvalidDataException)
        {
            taken.RemoveAt(taken.Count - 1);
        }
    }

    private static byte[] Pick(List<byte[]> samples, ByteMutator mutator) =>
        mutator.Random.Next(3) == 0 ? mutator.Mutate(samples) : samples[mutator.Random.Next(samples.Count)];

    private static long TimeOf(List<long> times, Random random) => random.Next(10) switch
    {
        0 => -1,
        1 => random.NextInt64(1L << 45),
        2 => 0,
        _ => times[random.Next(times.Count)],
    };

    private static (List<byte[]> Keys, List<byte[]> Values, List<byte[]> Headers, List<long> Times) Samples(string kind, Random random)
    {
        var content = new Content();
        using var driver = StoreDriver.Create(kind, keepsUndo: false);
        for (int i = 0; i < 300; i++)
        {
            driver.Do(random);
        }

        driver.Flush();
        var cursor = new ContentCursor();
        while (driver.Store.CopyTo(content, cursor, 10))
        {
        }

        Assert.NotEmpty(content.Keys);
        return (content.Keys, [.. content.Values, []], [.. content.Headers, []], content.Times);
    }

    private sealed class Content : IChangelog
    {
        public List<byte[]> Keys { get; } = [];

        public List<byte[]> Values { get; } = [];

        public List<byte[]> Headers { get; } = [];

        public List<long> Times { get; } = [];

        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp)
        {
            Keys.Add(key.ToArray());
            Values.Add(value.Span.ToArray());
            Times.Add(timestamp);
        }

        public void Append(ReadOnlySpan<byte> key, Bytes value, long timestamp, RecordHeaders headers)
        {
            Append(key, value, timestamp);
            Headers.Add(headers.Encoded.ToArray());
        }
    }
}
