namespace GenStreams;

/// <summary>The processor API for values: the method sees each record with its context and any stores; the key stays.</summary>
/// <remarks>
/// The method returns the new value, or is void and puts any number of values into an <c>Output&lt;TNewValue&gt;</c> or <c>BytesOutput</c>.
/// It may take any number of stores, and <c>Output&lt;TKey, TValue&gt;</c> parameters that <c>[Output]</c> members declare.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class ProcessValuesAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public ProcessValuesAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public ProcessValuesAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }
}
