using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Tells types of the framework and of attribute packages by their names.</summary>
internal static class WellKnown
{
    /// <summary>Whether a type is of a metadata name (with its arity) in a namespace such as <c>System.Collections.Generic</c>.</summary>
    public static bool Is(ITypeSymbol? type, string containingNamespace, string metadataName) =>
        type is INamedTypeSymbol { ContainingType: null } named
        && named.MetadataName == metadataName
        && NamespaceOf(named) == containingNamespace;

    /// <summary>Whether a type is of a name in namespace <c>System</c>.</summary>
    public static bool IsSystem(ITypeSymbol? type, string metadataName) => Is(type, "System", metadataName);

    /// <summary>The namespace with dots; empty for the global one.</summary>
    public static string NamespaceOf(ITypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } found ? found.ToDisplayString() : "";
}
