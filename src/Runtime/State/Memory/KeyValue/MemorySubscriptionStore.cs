using GenStreams.Processing;

namespace GenStreams.State;

/// <summary>The subscriptions of a foreign-key join in native memory, in one ordered index.</summary>
internal sealed unsafe class MemorySubscriptionStore : SubscriptionStore, IBlockOwner
{
    private readonly OrderedIndex _index = new();
    private readonly NativeArena _arena;
    private readonly IChangelog? _changelog;
    private readonly UndoLog? _undo;
    private bool _disposed;

    /// <summary>A store.</summary>
    /// <param name="context">What it gets from its surroundings.</param>
    public MemorySubscriptionStore(in StoreContext context)
        : base(context)
    {
        _changelog = context.Changelog;
        _undo = context.KeepsUndo ? new UndoLog() : null;
        _arena = new NativeArena(this);
    }

    /// <inheritdoc/>
    public override int Count => _index.Count;

    /// <inheritdoc/>
    public override long AllocatedBytes => _arena.AllocatedBytes + (_undo?.AllocatedBytes ?? 0);

    /// <inheritdoc/>
    public override void Restore(ReadOnlySpan<byte> key, Bytes value, long timestamp, ReadOnlySpan<byte> headers = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Set(key, value, timestamp, undo: null);
    }

    /// <inheritdoc/>
    public override void Committed() => _undo?.Clear();

    /// <inheritdoc/>
    public override bool TryRollBack()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_undo == null)
        {
            return false;
        }

        while (_undo.TryPop(out var before))
        {
            Set(before.Key, before.Value, before.Timestamp, undo: null);
        }

        _undo.Clear();
        return true;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _undo?.Clear();
        _index.Clear();
        _arena.Reset();
    }

    /// <inheritdoc/>
    public override bool CopyTo(IChangelog target, ContentCursor cursor, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(cursor);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var node = _index.From(cursor.Key);
        if (node != null && cursor.HasKey && OrderedNode.KeyOf(node).SequenceEqual(cursor.Key))
        {
            node = OrderedIndex.Next(node);
        }

        for (int told = 0; node != null && told < count; told++)
        {
            target.Append(OrderedNode.KeyOf(node), new Bytes(OrderedNode.ValueOf(node)), node->Timestamp);
            cursor.Key = OrderedNode.KeyOf(node);
            node = OrderedIndex.Next(node);
        }

        return node != null;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _undo?.Dispose();
            _index.Clear();
            _arena.Dispose();
        }
    }

    void IBlockOwner.Moved(BlockHeader* from, BlockHeader* to) => _index.Moved((OrderedNode*)from, (OrderedNode*)to);

    /// <inheritdoc/>
    internal override bool MoveNext(ref SubscriptionCursor cursor)
    {
        var node = (OrderedNode*)cursor.Position;
        if (node == null || !OrderedNode.KeyOf(node).StartsWith(cursor.Prefix))
        {
            return false;
        }

        cursor.Subscription = OrderedNode.ValueOf(node);
        cursor.Position = (nint)OrderedIndex.Next(node);
        return true;
    }

    private protected override void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> subscription, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Set(key, subscription, timestamp, _undo);
        _changelog?.Append(key, subscription, timestamp);
    }

    private protected override void Delete(ReadOnlySpan<byte> key, long timestamp)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Set(key, Bytes.Null, timestamp, _undo);
        _changelog?.Append(key, Bytes.Null, timestamp);
    }

    private protected override SubscriptionCursor From(ReadOnlySpan<byte> prefix)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new SubscriptionCursor(this, prefix, (nint)_index.From(prefix));
    }

    /// <summary>Sets or removes a subscription, and notes for a roll back what it was.</summary>
    private void Set(ReadOnlySpan<byte> key, Bytes value, long timestamp, UndoLog? undo)
    {
        var node = _index.Find(key);
        undo?.Push(key, node == null ? Bytes.Null : new Bytes(OrderedNode.ValueOf(node)), node == null ? 0 : node->Timestamp);
        if (node != null && (value.IsNull || node->ValueLength != value.Span.Length))
        {
            _index.Remove(node);
            _arena.Free(&node->Block);
            node = null;
        }

        if (!value.IsNull)
        {
            node = node == null ? Insert(key, value.Span.Length) : node;
            value.Span.CopyTo(OrderedNode.ValueOf(node));
            node->Timestamp = timestamp;
        }

        _arena.Compact();
    }

    private OrderedNode* Insert(ReadOnlySpan<byte> key, int valueLength)
    {
        var node = (OrderedNode*)_arena.Allocate(OrderedNode.SizeFor(key.Length, valueLength));
        node->KeyLength = key.Length;
        node->ValueLength = valueLength;
        key.CopyTo(new Span<byte>(node + 1, key.Length));
        _index.Insert(node);
        return node;
    }
}
