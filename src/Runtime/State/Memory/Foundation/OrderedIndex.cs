namespace GenStreams.State;

/// <summary>
/// Nodes ordered by the bytes of their keys, as unsigned numbers: a treap, that is a search tree which random priorities keep flat. It owns
/// no memory; a node can be found, put in, taken out, and followed to the next in logarithmic time.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed unsafe class OrderedIndex
{
    private OrderedNode* _root;
    private uint _random = 2463534242;

    /// <summary>How many nodes there are.</summary>
    public int Count { get; private set; }

    /// <summary>The node of a key; null when there is none.</summary>
    public OrderedNode* Find(ReadOnlySpan<byte> key)
    {
        var node = _root;
        while (node != null)
        {
            int order = key.SequenceCompareTo(OrderedNode.KeyOf(node));
            if (order == 0)
            {
                return node;
            }

            node = order < 0 ? node->Left : node->Right;
        }

        return null;
    }

    /// <summary>The first node whose key is not before a key; null when there is none.</summary>
    public OrderedNode* From(ReadOnlySpan<byte> key)
    {
        OrderedNode* found = null;
        var node = _root;
        while (node != null)
        {
            if (key.SequenceCompareTo(OrderedNode.KeyOf(node)) <= 0)
            {
                found = node;
                node = node->Left;
            }
            else
            {
                node = node->Right;
            }
        }

        return found;
    }

    /// <summary>The node after a node; null at the end.</summary>
    public static OrderedNode* Next(OrderedNode* node)
    {
        if (node->Right != null)
        {
            node = node->Right;
            while (node->Left != null)
            {
                node = node->Left;
            }

            return node;
        }

        while (node->Parent != null && node->Parent->Right == node)
        {
            node = node->Parent;
        }

        return node->Parent;
    }

    /// <summary>Puts a node in, whose key is not there.</summary>
    public void Insert(OrderedNode* node)
    {
        OrderedNode* parent = null;
        var place = _root;
        bool isLeft = false;
        while (place != null)
        {
            parent = place;
            isLeft = OrderedNode.KeyOf(node).SequenceCompareTo(OrderedNode.KeyOf(place)) < 0;
            place = isLeft ? place->Left : place->Right;
        }

        node->Parent = parent;
        node->Left = node->Right = null;
        node->Priority = NextRandom();
        Count++;
        if (parent == null)
        {
            _root = node;
        }
        else if (isLeft)
        {
            parent->Left = node;
        }
        else
        {
            parent->Right = node;
        }

        while (node->Parent != null && node->Parent->Priority < node->Priority)
        {
            RotateUp(node);
        }
    }

    /// <summary>Takes a node out.</summary>
    public void Remove(OrderedNode* node)
    {
        while (node->Left != null && node->Right != null)
        {
            RotateUp(node->Left->Priority > node->Right->Priority ? node->Left : node->Right);
        }

        var child = node->Left != null ? node->Left : node->Right;
        Replace(node, child);
        if (child != null)
        {
            child->Parent = node->Parent;
        }

        Count--;
    }

    /// <summary>Takes note that a node lies elsewhere now: in its place in the tree is what has been copied from it.</summary>
    public void Moved(OrderedNode* from, OrderedNode* to)
    {
        if (to->Parent == null)
        {
            _root = to;
        }
        else if (to->Parent->Left == from)
        {
            to->Parent->Left = to;
        }
        else
        {
            to->Parent->Right = to;
        }

        if (to->Left != null)
        {
            to->Left->Parent = to;
        }

        if (to->Right != null)
        {
            to->Right->Parent = to;
        }
    }

    /// <summary>Forgets all nodes.</summary>
    public void Clear()
    {
        _root = null;
        Count = 0;
    }

    private void RotateUp(OrderedNode* node)
    {
        var parent = node->Parent;
        Replace(parent, node);
        node->Parent = parent->Parent;
        OrderedNode* passed;
        if (parent->Left == node)
        {
            passed = parent->Left = node->Right;
            node->Right = parent;
        }
        else
        {
            passed = parent->Right = node->Left;
            node->Left = parent;
        }

        parent->Parent = node;
        if (passed != null)
        {
            passed->Parent = parent;
        }
    }

    /// <summary>Makes what points down to a node point to another.</summary>
    private void Replace(OrderedNode* node, OrderedNode* other)
    {
        if (node->Parent == null)
        {
            _root = other;
        }
        else if (node->Parent->Left == node)
        {
            node->Parent->Left = other;
        }
        else
        {
            node->Parent->Right = other;
        }
    }

    private uint NextRandom()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        return _random ^= _random << 5;
    }
}
