using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Finds how types are serialised, and collects those whose serde is generated.</summary>
internal sealed class SerdeCatalog(Compilation compilation, INamedTypeSymbol topology)
{
    private readonly Dictionary<ITypeSymbol, SerdeRef> _serdes = new(SymbolEqualityComparer.Default);

    /// <summary>The types whose serde is generated, after all calls of <see cref="Resolve"/>; sorted by class name.</summary>
    public ImmutableArray<CodecModel> Codecs { get; } = [];

    /// <summary>How a type is serialised: as the member's attribute says, else the type's, else the assembly's, else as is built in.</summary>
    /// <param name="type">The type; for <c>T?</c> of a value type, <c>T</c> is meant: null never reaches a serde.</param>
    /// <param name="over">What the member asks for.</param>
    public SerdeRef Resolve(ITypeSymbol type, SerdeOverride over)
    {
        var value = NullableValue(type) ?? type;
        if (!_serdes.TryGetValue(value, out var serde))
        {
            serde = over.IsNone && compilation.IsSymbolAccessibleWithin(value, topology) ? PrimitiveSerdes.Find(value) : null;
            _serdes.Add(value, serde ??= new SerdeRef("", Problem: "is not one of the types that are supported yet"));
        }

        return serde;
    }

    private static ITypeSymbol? NullableValue(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : null;
}
