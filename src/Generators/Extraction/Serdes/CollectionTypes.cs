using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>The framework's collections and tuples, by their names.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic";
    private const string Immutable = "System.Collections.Immutable";
    private const string System = "System";

    /// <summary>Tuples of eight elements and more hold the rest in a tuple.</summary>
    private static readonly string[] TupleNames = ["Item1", "Item2", "Item3", "Item4", "Item5", "Item6", "Item7", "Rest"];

    public static SequenceKind? SequenceKindOf(INamedTypeSymbol type) => (NamespaceOf(type), type.MetadataName) switch
    {
        (Generic, "List`1" or "IList`1" or "ICollection`1" or "IReadOnlyList`1" or "IReadOnlyCollection`1") => SequenceKind.List,
        (Generic, "IEnumerable`1") => SequenceKind.Enumerable,
        (Generic, "HashSet`1" or "ISet`1" or "IReadOnlySet`1") => SequenceKind.HashSet,
        (Generic, "SortedSet`1") => SequenceKind.SortedSet,
        (Generic, "LinkedList`1") => SequenceKind.LinkedList,
        (Generic, "Queue`1") => SequenceKind.Queue,
        (Immutable, "ImmutableArray`1") => SequenceKind.ImmutableArray,
        (Immutable, "ImmutableList`1" or "IImmutableList`1") => SequenceKind.ImmutableList,
        (Immutable, "ImmutableHashSet`1" or "IImmutableSet`1") => SequenceKind.ImmutableHashSet,
        _ => null,
    };

    public static DictionaryKind? DictionaryKindOf(INamedTypeSymbol type) => (NamespaceOf(type), type.MetadataName) switch
    {
        (Generic, "Dictionary`2" or "IDictionary`2" or "IReadOnlyDictionary`2") => DictionaryKind.Dictionary,
        (Generic, "SortedDictionary`2") => DictionaryKind.SortedDictionary,
        (Immutable, "ImmutableDictionary`2" or "IImmutableDictionary`2") => DictionaryKind.ImmutableDictionary,
        _ => null,
    };

    /// <summary>The names of a tuple's elements; null for a type that is not one.</summary>
    public static string[]? TupleElements(INamedTypeSymbol type)
    {
        int count = type.TypeArguments.Length;
        return (NamespaceOf(type), type.Name, count) switch
        {
            (System, "ValueTuple" or "Tuple", > 0) => [.. TupleNames.Take(count)],
            (Generic, "KeyValuePair", 2) => ["Key", "Value"],
            _ => null,
        };
    }

    private static string NamespaceOf(INamedTypeSymbol type) => type.ContainingType is null ? WellKnown.NamespaceOf(type) : "";
}
