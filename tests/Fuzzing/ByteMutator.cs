namespace GenStreams.Fuzzing;

/// <summary>Makes wrong bytes of right ones: a few bits, lengths or numbers, stretches that are gone, twice there, or another sample's.</summary>
internal sealed class ByteMutator(int seed)
{
    private static readonly byte[] Special = [0, 1, 0x7F, 0x80, 0x90, 0xC0, 0xC1, 0xDC, 0xDD, 0xDF, 0xFE, 0xFF];

    private readonly List<byte> _bytes = [];

    /// <summary>Decides about everything.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>A sample with some things done to it.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> samples)
    {
        _bytes.Clear();
        _bytes.AddRange(samples[Random.Next(samples.Count)]);
        for (int i = 1 + Random.Next(4); i > 0; i--)
        {
            Change(samples[Random.Next(samples.Count)]);
        }

        return [.. _bytes];
    }

    private void Change(byte[] other)
    {
        int place = Random.Next(_bytes.Count + 1);
        int length = Random.Next(Math.Min(_bytes.Count - place, 16) + 1);
        switch (Random.Next(8))
        {
            case 0 when place < _bytes.Count:
                _bytes[place] ^= (byte)(1 << Random.Next(8));
                break;
            case 1 when place < _bytes.Count:
                _bytes[place] = Special[Random.Next(Special.Length)];
                break;
            case 2:
                // A number of four or eight bytes, big-endian as almost all are.
                int size = Random.Next(2) == 0 ? 4 : 8;
                long number = Random.Next(4) switch { 0 => -1, 1 => int.MaxValue, 2 => long.MaxValue, _ => Random.Next(1000) };
                for (int i = 0; i < size && place + i < _bytes.Count; i++)
                {
                    _bytes[place + i] = (byte)(number >> (8 * (size - 1 - i)));
                }

                break;
            case 3:
                _bytes.RemoveRange(place, length);
                break;
            case 4:
                _bytes.InsertRange(place, _bytes.GetRange(place, length));
                break;
            case 5:
                _bytes.RemoveRange(place, _bytes.Count - place);
                break;
            case 6 when other.Length > 0:
                int from = Random.Next(other.Length);
                _bytes.InsertRange(place, other.AsSpan(from, Random.Next(other.Length - from) + 1));
                break;
            default:
                _bytes.Insert(place, (byte)Random.Next(256));
                break;
        }
    }
}
