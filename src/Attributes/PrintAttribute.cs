namespace GenStreams;

/// <summary>Writes each record as <c>[label]: key, value</c> to standard output.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class PrintAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public PrintAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public PrintAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>What stands between the brackets; the upstream member's name when null.</summary>
    public string? Label { get; set; }
}
