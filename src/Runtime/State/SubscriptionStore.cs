using System.Buffers.Binary;
using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>
/// Which left rows of a foreign-key join are subscribed to which foreign keys. In native memory and ordered: the subscriptions of a foreign
/// key are found together, in the order of the left rows' keys, as Kafka Streams finds them.
/// </summary>
/// <remarks>
/// The key in the changelog is Kafka Streams': the length of the foreign key (4 bytes, big-endian), the foreign key, the left row's key.
/// Not thread-safe.
/// </remarks>
public sealed unsafe class SubscriptionStore : StateStore, IBlockOwner
{
    private readonly OrderedIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private byte[] _key = new byte[64];
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changelog">Where its changes go; null when they are not logged.</param>
    public SubscriptionStore(string name, IChangelog? changelog = null)
        : base(name)
    {
        _changelog = changelog;
        _arena = new NativeArena(this);
    }

    /// <summary>How many subscriptions there are.</summary>
    public int Count => _index.Count;

    /// <summary>The native memory that the store holds, in bytes.</summary>
    public long AllocatedBytes => _arena.AllocatedBytes;

    /// <summary>Subscribes a row, or renews its subscription.</summary>
    /// <param name="foreignKey">The foreign key.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Put(ReadOnlySpan<byte> foreignKey, ReadOnlySpan<byte> primaryKey, ReadOnlySpan<byte> subscription, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var key = Combine(foreignKey, primaryKey);
        Set(key, subscription, timestamp);
        _changelog?.Append(key, subscription, timestamp);
    }

    /// <summary>Ends a row's subscription. The changelog gets the deletion whether there was one or not.</summary>
    /// <param name="foreignKey">The foreign key.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Delete(ReadOnlySpan<byte> foreignKey, ReadOnlySpan<byte> primaryKey, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var key = Combine(foreignKey, primaryKey);
        Unset(key);
        _changelog?.Append(key, Bytes.Null, timestamp);
    }

    /// <summary>The subscriptions of a foreign key; valid until the store is next written to, or asked.</summary>
    public SubscriptionCursor Of(ReadOnlySpan<byte> foreignKey)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var prefix = Combine(foreignKey, default);
        return new SubscriptionCursor(_index.From(prefix), prefix);
    }

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (value.IsNull)
        {
            Unset(key);
        }
        else
        {
            Set(key, value.Span, timestamp);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _index.Clear();
            _arena.Dispose();
        }
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to) => _index.Moved((OrderedNode*)from, (OrderedNode*)to);

    private void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long timestamp)
    {
        var node = _index.Find(key);
        if (node == null || node->ValueLength != value.Length)
        {
            if (node != null)
            {
                Remove(node);
            }

            node = (OrderedNode*)_arena.Allocate(OrderedNode.SizeFor(key.Length, value.Length));
            node->KeyLength = key.Length;
            node->ValueLength = value.Length;
            key.CopyTo(new Span<byte>(node + 1, key.Length));
            _index.Insert(node);
        }

        value.CopyTo(OrderedNode.ValueOf(node));
        node->Timestamp = timestamp;
        _arena.Compact();
    }

    private void Unset(ReadOnlySpan<byte> key)
    {
        var node = _index.Find(key);
        if (node != null)
        {
            Remove(node);
            _arena.Compact();
        }
    }

    private void Remove(OrderedNode* node)
    {
        _index.Remove(node);
        _arena.Free(&node->Block);
    }

    private ReadOnlySpan<byte> Combine(ReadOnlySpan<byte> foreignKey, ReadOnlySpan<byte> primaryKey)
    {
        int length = checked(sizeof(int) + foreignKey.Length + primaryKey.Length);
        if (_key.Length < length)
        {
            _key = new byte[Math.Max(length, _key.Length * 2)];
        }

        BinaryPrimitives.WriteInt32BigEndian(_key, foreignKey.Length);
        foreignKey.CopyTo(_key.AsSpan(sizeof(int)));
        primaryKey.CopyTo(_key.AsSpan(sizeof(int) + foreignKey.Length));
        return _key.AsSpan(0, length);
    }
}
