using System.Buffers.Binary;

namespace GenStreams.RocksDb;

/// <summary>
/// What a commit writes down beside the stores' content: which topology's it is, when it was, and for each store the position of its changelog
/// and its numbers.
/// </summary>
internal sealed class CommittedState
{
    private const uint Format = 1;
    private const int HeadSize = 32;
    private const int StoreSize = sizeof(long) * (1 + RocksDbContent.NumberCount);

    private readonly byte[] _bytes;
    private readonly int _stores;

    /// <summary>What was not written down yet.</summary>
    /// <param name="stores">How many stores the task has.</param>
    /// <param name="fingerprint">Stands for all that gives the content its meaning.</param>
    public CommittedState(int stores, ulong fingerprint)
    {
        _stores = stores;
        _bytes = new byte[HeadSize + (stores * StoreSize)];
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes, Format);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), stores);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(8), fingerprint);
    }

    /// <summary>As it is written down.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>When the commit was.</summary>
    public DateTimeOffset Time
    {
        get => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(16)));
        set => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(16), value.ToUnixTimeMilliseconds());
    }

    /// <summary>The position of a store.</summary>
    public long PositionOf(int store) => BinaryPrimitives.ReadInt64LittleEndian(Place(store));

    /// <summary>The numbers of a store.</summary>
    /// <param name="store">Which.</param>
    /// <param name="numbers">Gets them.</param>
    public void ReadNumbers(int store, Span<long> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(Place(store)[(sizeof(long) * (1 + i))..]);
        }
    }

    /// <summary>Notes what is known of a store.</summary>
    /// <param name="store">Which.</param>
    /// <param name="position">Its position.</param>
    /// <param name="numbers">Its numbers.</param>
    public void Set(int store, long position, ReadOnlySpan<long> numbers)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Place(store), position);
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Place(store)[(sizeof(long) * (1 + i))..], numbers[i]);
        }
    }

    /// <summary>Takes over what was written down.</summary>
    /// <returns>False when it is not of this topology, or of another format, or was not written by a commit.</returns>
    public bool TryRead(ReadOnlySpan<byte> written)
    {
        if (written.Length != _bytes.Length || !written[..16].SequenceEqual(_bytes.AsSpan(0, 16))
            || (ulong)BinaryPrimitives.ReadInt64LittleEndian(written[16..]) > (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        written.CopyTo(_bytes);
        return true;
    }

    private Span<byte> Place(int store) => _bytes.AsSpan(HeadSize + (store * StoreSize), StoreSize);
}
