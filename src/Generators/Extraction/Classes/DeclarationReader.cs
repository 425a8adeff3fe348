using System.Globalization;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads the class itself, and checks that generated code can be added to it and can create it.</summary>
internal sealed class DeclarationReader(ExtractionContext context, AnchorId anchor)
{
    /// <summary>The first C# version that has partial properties.</summary>
    private const LanguageVersion MinimumVersion = LanguageVersion.CSharp13;

    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>As metadata has it: no <c>@</c> before keywords.</summary>
    private static readonly SymbolDisplayFormat PlainNamespaceFormat =
        NamespaceFormat.RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private INamedTypeSymbol Topology => context.Topology;

    /// <summary>Where generated code goes.</summary>
    public static TypeDeclaration Describe(INamedTypeSymbol topology)
    {
        var containers = new Stack<string>();
        string metadataName = topology.MetadataName;
        for (var outer = topology.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Push($"partial {KeywordOf(outer)} {HeadOf(outer)}");
            metadataName = outer.MetadataName + "+" + metadataName;
        }

        bool isGlobal = topology.ContainingNamespace.IsGlobalNamespace;
        return new TypeDeclaration(
            isGlobal ? "" : topology.ContainingNamespace.ToDisplayString(NamespaceFormat),
            containers.ToEquatableArray(),
            "partial " + KeywordOf(topology),
            topology.Name,
            topology.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            isGlobal ? metadataName : $"{topology.ContainingNamespace.ToDisplayString(PlainNamespaceFormat)}.{metadataName}")
        {
            TypeParameters = ParametersOf(topology),
        };
    }

    /// <summary>Whether a part can be added to the class; reports why not.</summary>
    public bool CanHoldGeneratedCode()
    {
        if (LanguageVersionOf(Topology) is < MinimumVersion and var version)
        {
            return Refuse(DiagnosticIds.LanguageVersion, anchor, version.ToDisplayString(), MinimumVersion.ToDisplayString());
        }

        if (Topology.IsFileLocal)
        {
            return Refuse(DiagnosticIds.FileLocalTopology, anchor, Topology.Name);
        }

        if (Topology.Arity > 0)
        {
            return Refuse(DiagnosticIds.GenericTopology, anchor, Topology.Name);
        }

        if (Topology.IsStatic || Topology.IsAbstract)
        {
            return Refuse(DiagnosticIds.TopologyCannotBeCreated, anchor, Topology.Name, Topology.IsStatic ? "static" : "abstract");
        }

        if (TopologyBelow(Topology) is { } other)
        {
            return Refuse(DiagnosticIds.DerivedTopology, anchor, Topology.Name, other.Name);
        }

        return ArePartial() && HasNoRequiredMember();
    }

    /// <summary>Whether a part with the members that are missing can be added to the class, though no topology can be.</summary>
    public bool CanHoldStub() =>
        LanguageVersionOf(Topology) >= MinimumVersion && !Topology.IsFileLocal && IsPartial(Topology)
        && ContainersOf(Topology).All(static outer => !outer.IsFileLocal);

    /// <summary>The constructor's parameters, which come from the services.</summary>
    public EquatableArray<ServiceModel> ReadConstructor()
    {
        var all = Topology.InstanceConstructors.Where(c => !c.IsImplicitlyDeclared || c.Parameters.IsEmpty).ToArray();
        var candidates = all.Length == 1 ? all : [.. all.Where(static c => c.DeclaredAccessibility == Accessibility.Public)];
        if (candidates.Length != 1)
        {
            string count = all.Length.ToString(CultureInfo.InvariantCulture);
            context.Problems.Add(DiagnosticIds.SeveralConstructors, anchor, Topology.Name, count);
            return default;
        }

        return new ServiceReader(context).Read(candidates[0]);
    }

    private bool ArePartial()
    {
        if (!IsPartial(Topology))
        {
            return Refuse(DiagnosticIds.TopologyNotPartial, anchor, Topology.Name);
        }

        if (ContainersOf(Topology).FirstOrDefault(outer => !IsPartial(outer)) is { } closed)
        {
            return Refuse(DiagnosticIds.ContainingTypeNotPartial, context.Anchors.AddName(closed), closed.Name, Topology.Name);
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> ContainersOf(INamedTypeSymbol type)
    {
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    /// <summary>The topology that the class derives from; null when it derives from none.</summary>
    private static INamedTypeSymbol? TopologyBelow(INamedTypeSymbol topology)
    {
        for (var below = topology.BaseType; below is not null; below = below.BaseType)
        {
            if (below.GetAttributes().Any(static a => KnownNames.Is(a.AttributeClass, KnownNames.Topology)))
            {
                return below;
            }
        }

        return null;
    }

    private bool HasNoRequiredMember()
    {
        for (var type = Topology; type is not null; type = type.BaseType)
        {
            var required = type.GetMembers().FirstOrDefault(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
            if (required is not null && !Topology.InstanceConstructors.All(SetsRequiredMembers))
            {
                bool isOwn = SymbolEqualityComparer.Default.Equals(type, Topology);
                return Refuse(DiagnosticIds.RequiredMember, isOwn ? context.Anchors.AddName(required) : anchor, required.Name, Topology.Name);
            }
        }

        return true;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) => constructor.GetAttributes()
        .Any(static a => WellKnown.Is(a.AttributeClass, "System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute"));

    private bool Refuse(string id, AnchorId place, params string[] arguments)
    {
        context.Problems.Add(id, place, arguments);
        return false;
    }

    private bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.GetSyntax(context.Cancellation) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static LanguageVersion LanguageVersionOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions options
            ? options.LanguageVersion
            : LanguageVersion.Latest.MapSpecifiedToEffectiveVersion();

    private static string KeywordOf(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    /// <summary>A type's name with its type parameters, as a partial declaration has it.</summary>
    private static string HeadOf(INamedTypeSymbol type) => "@" + type.Name + ParametersOf(type);

    private static string ParametersOf(INamedTypeSymbol type) =>
        type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(ParameterOf))}>";

    private static string ParameterOf(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in @" + parameter.Name,
        VarianceKind.Out => "out @" + parameter.Name,
        _ => "@" + parameter.Name,
    };
}
