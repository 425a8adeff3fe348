using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Names of attributes as they are written, where nothing is bound yet.</summary>
internal static class AttributeNames
{
    private const string Topology = "Topology";

    /// <summary>Whether a name may be that of <c>[Topology]</c>.</summary>
    public static bool IsTopology(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText is Topology or KnownNames.Topology,
        QualifiedNameSyntax qualified => IsTopology(qualified.Right),
        AliasQualifiedNameSyntax aliased => IsTopology(aliased.Name),
        _ => false,
    };
}
