namespace GenStreams;

/// <summary>Combines the values of each key: <c>TValue M(TValue aggregate, TValue value)</c>. The first value is taken as it is; null deletes the key.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class ReduceAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public ReduceAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public ReduceAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>Name of the state store and, with <c>-changelog</c> after it, of its changelog topic; the member's name when null.</summary>
    public string? Store { get; set; }

    /// <summary>Name of the repartition topic, where one is needed, before <c>-repartition</c>; the store's or member's name when null.</summary>
    public string? Repartition { get; set; }

    /// <summary>On a grouped table: the method that takes an old value out of the aggregate.</summary>
    public string? Subtractor { get; set; }

    /// <summary>
    /// Without a window, and of a stream: how long a row stays that nobody writes to, by stream time, as a duration such as <c>"7d"</c>: older rows are deleted, at the latest a tenth of
    /// it later, with tombstones in the changelog, and what follows hears of it as of any deletion. Null: for ever.
    /// </summary>
    public string? Retention { get; set; }

    /// <summary>
    /// Whether the store is to be kept on disk by an engine for state that is larger than memory, where that is set to take only such stores
    /// (<c>PersistentOnly</c> of <c>UseRocksDb</c>).
    /// </summary>
    public bool Persistent { get; set; }
}
