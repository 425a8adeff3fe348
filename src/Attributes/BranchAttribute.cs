namespace GenStreams;

/// <summary>Takes the records that the method accepts and that no earlier branch of the same input has taken; branches are asked in the order in which they are declared.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class BranchAttribute : StreamOperatorAttribute
{
    /// <summary>An operator on one upstream member.</summary>
    /// <param name="input">The upstream member, as <c>nameof(...)</c>.</param>
    public BranchAttribute(string input) => Input = input;

    /// <summary>The only operator of a one-step topology; its input is the <c>[Source]</c> on the class.</summary>
    public BranchAttribute()
    {
    }

    /// <summary>The upstream member; null in a one-step topology.</summary>
    public string? Input { get; }

    /// <summary>On a property: takes what no branch has taken. The last of its input.</summary>
    public bool Default { get; set; }
}
