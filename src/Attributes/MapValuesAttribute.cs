namespace GenStreams;

/// <summary>Makes a new value of each record; the key stays.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class MapValuesAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public MapValuesAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public MapValuesAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>For tables: materializes the result under this name; not materialized when null.</summary>
    public string? Store { get; set; }
}
