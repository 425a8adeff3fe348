namespace GenStreams;

/// <summary>Joins two members. The method takes left and right, and the key first if it wants it, and returns the result.</summary>
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
