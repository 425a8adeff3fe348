using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using GenStreams.Processing;

namespace GenStreams.Benchmarks.Harness;

/// <summary>Records made in advance, in one block of memory: trades of 100 bytes with skewed keys, as in the end-to-end workloads.</summary>
internal sealed class Records
{
    private const int ValueLength = 100;
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly int[] _keyLengths;

    public Records(int count, int keys, int seed = 42)
    {
        var random = new Random(seed);
        var bytes = new MemoryStream();
        _starts = new int[count];
        _keyLengths = new int[count];
        byte[] value = new byte[ValueLength];
        for (int i = 0; i < count; i++)
        {
            double skew = random.NextDouble();
            byte[] key = Encoding.UTF8.GetBytes("key-" + ((int)(keys * skew * skew * skew)).ToString(CultureInfo.InvariantCulture));
            BinaryPrimitives.WriteDoubleBigEndian(value, 10 + (random.NextDouble() * 90));
            BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(8), 1 + random.Next(1000));
            _starts[i] = (int)bytes.Length;
            _keyLengths[i] = key.Length;
            bytes.Write(key);
            bytes.Write(value);
        }

        _bytes = bytes.ToArray();
    }

    public int Count => _starts.Length;

    public RawRecord this[int index] => new(
        Key(index),
        new ReadOnlySpan<byte>(_bytes, _starts[index] + _keyLengths[index], ValueLength),
        1_700_000_000_000L + (index / 100));

    private ReadOnlySpan<byte> Key(int index) => new(_bytes, _starts[index], _keyLengths[index]);
}
