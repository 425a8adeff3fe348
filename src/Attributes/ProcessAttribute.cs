namespace GenStreams;

/// <summary>The processor API: the method sees each record with its context, any stores and any outputs, and may change keys.</summary>
/// <remarks>
/// The method is <c>void M([TKey key,] TValue value, ...)</c> with a <c>RecordContext</c>, stores and outputs as it needs them. An
/// <c>Output&lt;TKey, TValue&gt;</c> that an <c>[Output]</c> member declares is that output; another one is the method's own stream, which
/// has the method's name. What comes out may have another key than the record came with, so that what finds state by the key reads it
/// through a repartition topic.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class ProcessAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public ProcessAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public ProcessAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }
}
