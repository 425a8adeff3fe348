namespace GenStreams.Processing.Tables;

/// <summary>The subscriptions that a change of a left row in a foreign-key join asks for: two at most.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ForeignKeySubscriptionCursor
{
    private readonly ForeignKeySubscriber _subscriber;
    private readonly int _partition;
    private readonly Bytes _primaryKey;
    private readonly Bytes _value;
    private Bytes _firstKey;
    private Bytes _secondKey;
    private SubscriptionInstruction _first;
    private SubscriptionInstruction _second;
    private int _waiting;

    internal ForeignKeySubscriptionCursor(ForeignKeySubscriber subscriber, int partition, Bytes primaryKey, Bytes value)
    {
        _subscriber = subscriber;
        _partition = partition;
        _primaryKey = primaryKey;
        _value = value;
    }

    /// <summary>The foreign key of the current subscription: null when it only asks for an answer.</summary>
    public Bytes ForeignKey { get; private set; }

    /// <summary>The current subscription; valid until the next <see cref="MoveNext"/>.</summary>
    public Bytes Value { get; private set; }

    /// <summary>Goes to the next subscription.</summary>
    public bool MoveNext()
    {
        if (_waiting == 0)
        {
            return false;
        }

        ForeignKey = _firstKey;
        Value = _subscriber.Write(_first, _partition, _primaryKey, _value);
        _firstKey = _secondKey;
        _first = _second;
        _waiting--;
        return true;
    }

    internal void Add(Bytes foreignKey, SubscriptionInstruction instruction)
    {
        if (_waiting++ == 0)
        {
            _firstKey = foreignKey;
            _first = instruction;
        }
        else
        {
            _secondKey = foreignKey;
            _second = instruction;
        }
    }
}
