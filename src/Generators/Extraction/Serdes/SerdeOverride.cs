using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>A serde that attributes ask for instead of the built-in one: <c>[Json]</c> or <c>[Serde&lt;T&gt;]</c>.</summary>
/// <param name="JsonContext">The <c>JsonSerializerContext</c> of <c>[Json]</c>.</param>
/// <param name="Serde">The type argument of <c>[Serde&lt;T&gt;]</c>.</param>
internal sealed record SerdeOverride(ITypeSymbol? JsonContext, ITypeSymbol? Serde)
{
    /// <summary>The attribute; null when there is none.</summary>
    public AttributeData? Attribute { get; private init; }

    /// <summary>No attribute: the type's, the assembly's or the built-in serde.</summary>
    public static readonly SerdeOverride None = new(null, null);

    /// <summary>Whether attributes ask for nothing.</summary>
    public bool IsNone => Attribute is null;

    /// <summary>Reads what a member asks for, for its key or its value. <c>[Json]</c> is for the value.</summary>
    public static SerdeOverride Read(ISymbol member, bool key)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (SerdeOf(attribute) is { } serde && IsForKey(attribute) == key)
            {
                return Of(serde, attribute);
            }

            if (!key && IsJson(attribute))
            {
                return OfJson(attribute);
            }
        }

        return None;
    }

    /// <summary>The type argument of <c>[Serde&lt;T&gt;]</c>; null for another attribute.</summary>
    public static ITypeSymbol? SerdeOf(AttributeData attribute) =>
        attribute.AttributeClass is { MetadataName: "SerdeAttribute`1" } type && IsOurs(type) ? type.TypeArguments[0] : null;

    /// <summary>What a <c>[Serde&lt;T&gt;]</c> asks for.</summary>
    public static SerdeOverride Of(ITypeSymbol serde, AttributeData attribute) => new(null, serde) { Attribute = attribute };

    /// <summary>What a <c>[Json]</c> asks for; its context may be null.</summary>
    public static SerdeOverride OfJson(AttributeData attribute) =>
        new(attribute.ConstructorArguments[0].Value as ITypeSymbol, null) { Attribute = attribute };

    /// <summary>Whether an attribute is a <c>[Json]</c> that the C# compiler could bind.</summary>
    public static bool IsJson(AttributeData attribute) =>
        attribute.AttributeClass is { MetadataName: "JsonAttribute" } type
        && IsOurs(type)
        && attribute.ConstructorArguments.Length == 1
        && attribute.ConstructorArguments[0].Kind != TypedConstantKind.Error;

    /// <summary>Whether a <c>[Serde&lt;T&gt;]</c> is for the key.</summary>
    public static bool IsForKey(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Key")
            {
                return argument.Value.Value is true;
            }
        }

        return false;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "GenStreams", ContainingNamespace.IsGlobalNamespace: true };
}
