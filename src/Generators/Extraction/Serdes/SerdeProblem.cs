using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Why a type cannot be serialised.</summary>
/// <param name="Text">What it is or has, as the end of a sentence.</param>
/// <param name="Remedy">What to do; null when another type or a serde is all that helps.</param>
/// <param name="Place">The attribute in fault; null when the type itself is.</param>
internal sealed record SerdeProblem(string Text, string? Remedy = null, Location? Place = null)
{
    /// <summary>A generic type that is made of ever larger types of itself: whatever contains it, there is no more to say.</summary>
    public static readonly SerdeProblem Endless = new($"is made of types inside of types, more than {MessagePackTypes.MaxDepth} deep");

    public static implicit operator SerdeProblem(string text) => new(text);

    /// <summary>The problem of what contains this, which is said first.</summary>
    public SerdeProblem In(string container) => ReferenceEquals(this, Endless) ? this : this with { Text = container + Text };

    /// <summary>The problem with the place of an attribute in code; as it is when the attribute is elsewhere.</summary>
    public SerdeProblem At(AttributeData? attribute, int? argument = null) =>
        this with { Place = Place ?? PlaceOf(attribute, argument) };

    private static Location? PlaceOf(AttributeData? attribute, int? argument)
    {
        var syntax = attribute?.ApplicationSyntaxReference?.GetSyntax() as Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax;
        return argument is { } index && syntax?.ArgumentList?.Arguments is { } arguments && arguments.Count > index
            ? arguments[index].Expression.GetLocation()
            : syntax?.Name.GetLocation();
    }
}
