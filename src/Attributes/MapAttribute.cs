namespace GenStreams;

/// <summary>Makes one new key and value of each record: the method returns a tuple <c>(TKey, TValue)</c>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class MapAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public MapAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public MapAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }
}
