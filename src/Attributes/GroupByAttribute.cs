namespace GenStreams;

/// <summary>Groups a stream by a new key, for an aggregation: the method returns the key. On a table it returns a tuple <c>(TKey, TValue)</c>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class GroupByAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public GroupByAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public GroupByAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>Name of the repartition topic before <c>-repartition</c>; the member's name when null.</summary>
    public string? Name { get; set; }
}
