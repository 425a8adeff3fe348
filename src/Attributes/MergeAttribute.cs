namespace GenStreams;

/// <summary>Interleaves the records of several streams of the same types.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class MergeAttribute : StreamOperatorAttribute
{
    /// <summary>Merges two or more streams.</summary>
    /// <param name="inputs">The upstream members, as <c>nameof(...)</c>.</param>
    public MergeAttribute(params string[] inputs) => Inputs = inputs;

    /// <summary>The upstream members.</summary>
    public string[] Inputs { get; }
}
