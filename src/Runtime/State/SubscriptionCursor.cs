namespace GenStreams.State;

/// <summary>Goes through the subscriptions of a foreign key, in the order of the left rows' keys.</summary>
public unsafe ref struct SubscriptionCursor
{
    private readonly ReadOnlySpan<byte> _prefix;
    private OrderedNode* _next;

    internal SubscriptionCursor(OrderedNode* first, ReadOnlySpan<byte> prefix)
    {
        _next = first;
        _prefix = prefix;
    }

    /// <summary>The subscription at hand.</summary>
    public ReadOnlySpan<byte> Subscription { get; private set; }

    /// <summary>Goes to the next subscription.</summary>
    public bool MoveNext()
    {
        if (_next == null || !OrderedNode.KeyOf(_next).StartsWith(_prefix))
        {
            return false;
        }

        Subscription = OrderedNode.ValueOf(_next);
        _next = OrderedIndex.Next(_next);
        return true;
    }
}
