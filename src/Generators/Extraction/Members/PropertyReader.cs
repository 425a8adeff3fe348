using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads the partial properties of a topology.</summary>
internal sealed class PropertyReader(ExtractionContext context)
{
    /// <summary>What stands before a property's type.</summary>
    public string ModifiersOf(IPropertySymbol property) =>
        string.Join(" ", SyntaxOf(property)?.Modifiers.Select(static m => m.ValueText) ?? []);

    /// <summary>What a stub needs of a partial property; null for a property that generated code cannot implement.</summary>
    public StubProperty? StubOf(IPropertySymbol property)
    {
        bool isOpen = IsPartial(property) && property.IsPartialDefinition && property.PartialImplementationPart is null;
        if (!isOpen || property.IsIndexer || property.GetMethod is null || TypeRefFactory.IsBroken(property.Type) || !context.Lanes.Types.CanName(property.Type))
        {
            return null;
        }

        string? setter = property.SetMethod is { } set ? set.IsInitOnly ? "init" : "set" : null;
        return new StubProperty($"{ModifiersOf(property)} {context.Lanes.Types.Create(property.Type).Reference} @{property.Name}", setter);
    }

    /// <summary>Reads a property; null when it cannot be one of a topology, which is reported unless the C# compiler does.</summary>
    public PropertyModel? Read(IPropertySymbol property, string operatorName, AnchorId name)
    {
        var typeAnchor = context.Anchors.Add(SyntaxOf(property)?.Type.GetLocation() ?? Location.None);
        if (TypeRefFactory.IsBroken(property.Type))
        {
            return null;
        }

        if (!IsPartial(property))
        {
            context.Problems.Add(DiagnosticIds.PropertyNotPartial, name, property.Name);
            return null;
        }

        string? form = property.IsStatic ? "static"
            : property.IsIndexer ? "an indexer"
            : property.SetMethod is not null ? "settable"
            : !property.IsPartialDefinition || property.PartialImplementationPart is not null ? "implemented already"
            : null;
        if (form is not null)
        {
            context.Problems.Add(DiagnosticIds.PropertyForm, name, property.Name, form);
            return null;
        }

        if (KindOf(property.Type) is not { } kind)
        {
            context.Problems.Add(
                DiagnosticIds.PropertyType,
                typeAnchor,
                property.Name,
                context.Lanes.Types.Create(property.Type).Display,
                operatorName,
                ExpectedType(operatorName));
            return null;
        }

        var arguments = ((INamedTypeSymbol)property.Type).TypeArguments;
        var (keyAnchor, valueAnchor) = context.Anchors.AddPair(SyntaxOf(property)?.Type, typeAnchor);
        bool isWindowed = KnownNames.Is(property.Type, KnownNames.WindowedTable);
        var plainKey = context.Lanes.Create(arguments[0], SerdeOverride.Read(property, key: true));
        var edge = new EdgeType(
            kind,
            isWindowed ? context.Lanes.CreateWindowed((INamedTypeSymbol)property.Type) : plainKey,
            context.Lanes.Create(arguments[1], SerdeOverride.Read(property, key: false)));
        return new PropertyModel(ModifiersOf(property), context.Lanes.Types.Create(property.Type), edge, typeAnchor)
        {
            KeyAnchor = keyAnchor,
            ValueAnchor = valueAnchor,
            PlainKey = isWindowed ? plainKey : null,
        };
    }

    private static EdgeKind? KindOf(ITypeSymbol type) =>
        KnownNames.Is(type, KnownNames.Stream) ? EdgeKind.Stream
        : KnownNames.Is(type, KnownNames.Table) || KnownNames.Is(type, KnownNames.WindowedTable) ? EdgeKind.Table
        : KnownNames.Is(type, KnownNames.GlobalTable) ? EdgeKind.GlobalTable
        : KnownNames.Is(type, KnownNames.KeyValueStore) || KnownNames.Is(type, KnownNames.VersionedKeyValueStore) ? EdgeKind.Store
        : null;

    private static string ExpectedType(string operatorName) => operatorName switch
    {
        "Source" => "Stream<TKey, TValue>, Table<TKey, TValue> or GlobalTable<TKey, TValue>",
        "StateStore" => "KeyValueStore<TKey, TValue> or VersionedKeyValueStore<TKey, TValue>",
        "Count" => "Table<TKey, long>, or WindowedTable<TKey, long> with a [Window]",
        "ToTable" => "Table<TKey, TValue>",
        "Suppress" => "Table<TKey, TValue>, or a WindowedTable<TKey, TValue>",
        _ => "Stream<TKey, TValue>",
    };

    private bool IsPartial(IPropertySymbol property) =>
        SyntaxOf(property)?.Modifiers.Any(SyntaxKind.PartialKeyword) == true;

    private BasePropertyDeclarationSyntax? SyntaxOf(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation) as BasePropertyDeclarationSyntax;
}
