using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Assemblies that are referenced under aliases only: generated code, which writes <c>global::</c>, cannot name their types.</summary>
internal sealed class AliasedAssemblies(Compilation compilation)
{
    private const string Global = "global";

    private readonly ImmutableArray<MetadataReference> _references =
        [.. compilation.ExternalReferences.Where(static r => !r.Properties.Aliases.IsEmpty && !r.Properties.Aliases.Contains(Global))];

    /// <summary>The alias that a type, or one that it is made of, can be named through only; null when it can be named as others are.</summary>
    public string? AliasOf(ITypeSymbol type) => _references.IsEmpty ? null : type switch
    {
        IArrayTypeSymbol array => AliasOf(array.ElementType),
        INamedTypeSymbol named => AliasOf(named.ContainingAssembly) ?? named.TypeArguments.Select(AliasOf).FirstOrDefault(static a => a is not null),
        _ => null,
    };

    private string? AliasOf(IAssemblySymbol? assembly) => _references
        .FirstOrDefault(r => SymbolEqualityComparer.Default.Equals(compilation.GetAssemblyOrModuleSymbol(r), assembly))
        ?.Properties.Aliases[0];
}
