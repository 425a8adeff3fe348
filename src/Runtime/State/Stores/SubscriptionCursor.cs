namespace GenStreams.State;

/// <summary>Goes through the subscriptions of a foreign key, in the order of the left rows' keys.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct SubscriptionCursor
{
    private readonly SubscriptionStore _store;

    internal SubscriptionCursor(SubscriptionStore store, ReadOnlySpan<byte> prefix, nint position)
    {
        _store = store;
        Prefix = prefix;
        Position = position;
    }

    /// <summary>The subscription that <see cref="MoveNext"/> went to.</summary>
    public ReadOnlySpan<byte> Subscription { get; internal set; }

    /// <summary>What the keys begin with.</summary>
    internal ReadOnlySpan<byte> Prefix { get; }

    /// <summary>How far the store has come, by its own numbers.</summary>
    internal nint Position { get; set; }

    /// <summary>Goes to the next subscription.</summary>
    public bool MoveNext() => _store.MoveNext(ref this);
}
