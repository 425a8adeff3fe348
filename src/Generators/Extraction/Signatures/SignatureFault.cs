using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>Why a method does not fit its operator.</summary>
/// <param name="Anchor">The part in fault.</param>
/// <param name="Problem">What is wrong, as the end of a sentence; empty when the C# compiler has reported it already.</param>
/// <param name="IsReturnType">Whether it is the return type that does not fit.</param>
internal sealed record SignatureFault(AnchorId Anchor, string Problem, bool IsReturnType = false)
{
    /// <summary>The return type that would be right; null when there are several.</summary>
    public string? Type { get; init; }

    /// <summary>The message, where it is one of its own; null: what the caller says of methods that do not fit.</summary>
    public string? Id { get; init; }

    public static readonly SignatureFault Silent = new(default, "");

    public bool IsSilent => Problem.Length == 0;
}
