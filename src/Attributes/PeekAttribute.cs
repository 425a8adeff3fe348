namespace GenStreams;

/// <summary>Calls the method for each record and passes the record on unchanged.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class PeekAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public PeekAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public PeekAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }
}
