using System.Buffers.Binary;

namespace GenStreams.State;

/// <summary>
/// Which left rows of a foreign-key join are subscribed to which foreign keys. Ordered: the subscriptions of a foreign key are found
/// together, in the order of the left rows' keys, as Kafka Streams finds them.
/// </summary>
/// <remarks>
/// The key in the changelog is Kafka Streams': the length of the foreign key (4 bytes, big-endian), the foreign key, the left row's key.
/// Not thread-safe.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SubscriptionStore : StateStore
{
    private byte[] _key = new byte[64];

    private protected SubscriptionStore(in StoreContext context)
        : base(context.Name)
    {
    }

    /// <summary>How many subscriptions there are.</summary>
    public abstract int Count { get; }

    /// <summary>Subscribes a row, or renews its subscription.</summary>
    /// <param name="foreignKey">The foreign key.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Put(ReadOnlySpan<byte> foreignKey, ReadOnlySpan<byte> primaryKey, ReadOnlySpan<byte> subscription, long timestamp) =>
        Put(Combine(foreignKey, primaryKey), subscription, timestamp);

    /// <summary>Ends a row's subscription. The changelog gets the deletion whether there was one or not.</summary>
    /// <param name="foreignKey">The foreign key.</param>
    /// <param name="primaryKey">The left row's key.</param>
    /// <param name="timestamp">Milliseconds since 1970-01-01 UTC.</param>
    public void Delete(ReadOnlySpan<byte> foreignKey, ReadOnlySpan<byte> primaryKey, long timestamp) =>
        Delete(Combine(foreignKey, primaryKey), timestamp);

    /// <summary>The subscriptions of a foreign key; valid until the store is next written to, or asked.</summary>
    public SubscriptionCursor Of(ReadOnlySpan<byte> foreignKey) => From(Combine(foreignKey, default));

    /// <summary>Sets a subscription, and tells the changelog.</summary>
    private protected abstract void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> subscription, long timestamp);

    /// <summary>Removes a subscription if it is there, and tells the changelog.</summary>
    private protected abstract void Delete(ReadOnlySpan<byte> key, long timestamp);

    /// <summary>A cursor over the keys that begin with a prefix.</summary>
    private protected abstract SubscriptionCursor From(ReadOnlySpan<byte> prefix);

    /// <summary>Gives the next subscription to a cursor.</summary>
    /// <returns>False when there is none.</returns>
    internal abstract bool MoveNext(ref SubscriptionCursor cursor);

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
