namespace GenStreams;

/// <summary>Gives each record the key that the method returns; the value stays.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class SelectKeyAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public SelectKeyAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public SelectKeyAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }
}
