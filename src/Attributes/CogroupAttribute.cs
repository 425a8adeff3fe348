namespace GenStreams;

/// <summary>
/// Adds another stream to an <c>[Aggregate]</c>: <c>TAgg M(TAgg aggregate, [TKey key,] TValue value)</c>; null deletes the key. The
/// aggregate's member is the table of all its inputs; its initializer, its store and its <c>[Window]</c> are theirs too.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class CogroupAttribute : StreamOperatorAttribute
{
    /// <summary>One input of a cogroup.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    /// <param name="into">The <c>[Aggregate]</c> member that the input goes into, as <c>nameof(...)</c>.</param>
    public CogroupAttribute(string input, string into)
    {
        Input = input;
        Into = into;
    }

    /// <summary>The upstream member.</summary>
    public string Input { get; }

    /// <summary>The member that holds the result.</summary>
    public string Into { get; }

    /// <summary>Name of the repartition topic, where one is needed, before <c>-repartition</c>; the member's name when null.</summary>
    public string? Repartition { get; set; }
}
