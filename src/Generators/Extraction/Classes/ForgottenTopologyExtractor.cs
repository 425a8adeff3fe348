using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Finds classes that read topics but have no <c>[Topology]</c>. The generator does, and not an analyzer, since the members that nothing
/// implements end a build before its analyzers run.
/// </summary>
internal static class ForgottenTopologyExtractor
{
    /// <summary>Whether a declaration with a <c>[Source]</c> may be in such a class: a look at the syntax, which most declarations do not pass.</summary>
    public static bool MayBe(SyntaxNode node) => TypeOf(node) is { } type
        && !type.AttributeLists.Any(static list => list.Attributes.Any(static a => AttributeNames.IsTopology(a.Name)));

    /// <summary>Gives a model that only reports the class; null for a topology, and for all but the first source of a class.</summary>
    public static Extracted? Extract(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = context.TargetSymbol as INamedTypeSymbol ?? context.TargetSymbol.ContainingType;
        return MayBeForgotten(type!) && FirstSource(type!) is { } first && SymbolEqualityComparer.Default.Equals(first, context.TargetSymbol)
            && IsAt(first, context.TargetNode, cancellation)
            ? Report(new ExtractionContext(context.SemanticModel.Compilation, type!, cancellation))
            : null;
    }

    /// <summary>Whether this reports a class.</summary>
    public static bool IsForgotten(INamedTypeSymbol type) => MayBeForgotten(type) && FirstSource(type) is not null;

    private static bool MayBeForgotten(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Class, Name.Length: > 0 }
        && !type.GetAttributes().Any(static a => KnownNames.Is(a.AttributeClass, KnownNames.Topology));

    private static Extracted Report(ExtractionContext context)
    {
        var anchor = context.Anchors.AddName(context.Topology);
        var declaration = DeclarationReader.Describe(context.Topology);
        var declarations = new DeclarationReader(context, anchor);
        context.Problems.Add(DiagnosticIds.ForgottenTopology, anchor, context.Topology.Name);
        var model = new TopologyModel(declaration, context.Topology.Name, anchor, default, default, default, context.Problems.ToSorted())
        {
            IsBlocked = true,
            Stub = declarations.CanHoldStub() ? StubReader.Read(context, declaration, default) : null,
        };
        return new Extracted(model, context.Anchors.ToTable(declaration.MetadataName));
    }

    private static ISymbol? FirstSource(INamedTypeSymbol type) => IsSource(type)
        ? type
        : type.GetMembers().OrderBy(static m => m.Name, StringComparer.Ordinal).FirstOrDefault(IsSource);

    private static bool IsSource(ISymbol symbol) => symbol.GetAttributes().Any(IsSource);

    private static bool IsSource(AttributeData attribute) => KnownNames.Is(attribute.AttributeClass, KnownNames.Source);

    /// <summary>Whether a declaration of a symbol has its first <c>[Source]</c>: each part of a partial one may have some.</summary>
    private static bool IsAt(ISymbol symbol, SyntaxNode node, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Length == 1
        || symbol.GetAttributes().First(IsSource).ApplicationSyntaxReference?.GetSyntax(cancellation) is { } source && node.Contains(source);

    private static TypeDeclarationSyntax? TypeOf(SyntaxNode node) => node as TypeDeclarationSyntax ?? node.Parent as TypeDeclarationSyntax;
}
