namespace GenStreams;

/// <summary>Aggregates several grouped streams into one table; one method for each input, all with the same <see cref="Store"/>.</summary>
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

    /// <summary>Name of the state store and, with <c>-changelog</c> after it, of its changelog topic; the member's name when null.</summary>
    public string? Store { get; set; }
}
