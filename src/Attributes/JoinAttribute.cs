namespace GenStreams;

/// <summary>Joins two members. The method takes left and right, and the key first if it wants it, and returns the result.</summary>
/// <remarks>
/// Two streams join within a <see cref="WindowAttribute"/>: every record with all of the other side that have its key and lie in the window,
/// whichever comes first. A result has the greater timestamp of both. A left or outer join keeps a record without a partner until stream time
/// is past the window and its grace, then calls the method with null for the other side; a record that is already that late is joined with null
/// at once, so that a partner that is later still makes a second result, as in Kafka Streams. Records without a value, and without a key where no
/// null result is due, are dropped. Between other members there is no window.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class JoinAttribute : StreamOperatorAttribute
{
    /// <summary>Joins left with right.</summary>
    /// <param name="left">The left member, as <c>nameof(...)</c>.</param>
    /// <param name="right">The right member, as <c>nameof(...)</c>.</param>
    public JoinAttribute(string left, string right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>The left member.</summary>
    public string Left { get; }

    /// <summary>The right member.</summary>
    public string Right { get; }

    /// <summary>Inner, left or outer.</summary>
    public JoinKind Kind { get; set; }

    /// <summary>With a global table: a method <c>TGlobalKey M([TKey key,] TValue value)</c>, as <c>nameof(...)</c>.</summary>
    public string? KeySelector { get; set; }

    /// <summary>Between tables: a method <c>TRightKey M([TKey key,] TValue value)</c>, as <c>nameof(...)</c>.</summary>
    public string? ForeignKey { get; set; }

    /// <summary>
    /// Of a stream with a versioned table: how long a record of the stream waits for late updates of the table, in the stream's time, as a
    /// duration such as <c>"5s"</c>. It is then joined with the version of its own time; a record later than that is joined at once.
    /// </summary>
    public string? Grace { get; set; }

    /// <summary>Name of the stores and repartition topics of the join; the member's name when null.</summary>
    public string? Name { get; set; }

    /// <summary>Name of the state store and, with <c>-changelog</c> after it, of its changelog topic; the member's name when null.</summary>
    public string? Store { get; set; }
}
