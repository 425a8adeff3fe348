namespace GenStreams;

/// <summary>Keeps the records for which the method returns false. On a table, others become deletes.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class FilterNotAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public FilterNotAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public FilterNotAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>For tables: materializes the result under this name; not materialized when null.</summary>
    public string? Store { get; set; }
}
