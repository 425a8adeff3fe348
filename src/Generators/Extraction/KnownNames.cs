using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Names of the vocabulary: the compiler knows attributes and types by name, it does not reference their assemblies.</summary>
internal static class KnownNames
{
    public const string Namespace = "GenStreams";
    public const string Topology = "TopologyAttribute";
    public const string TopologyFullName = Namespace + "." + Topology;
    public const string StreamOperator = "StreamOperatorAttribute";
    public const string Source = "SourceAttribute";
    public const string SourceFullName = Namespace + "." + Source;
    public const string Sink = "SinkAttribute";
    public const string Window = "WindowAttribute";
    public const string Json = "JsonAttribute";
    public const string Serde = "SerdeAttribute`1";

    public const string Stream = "Stream`2";
    public const string Table = "Table`2";
    public const string GlobalTable = "GlobalTable`2";
    public const string WindowedTable = "WindowedTable`2";
    public const string Windowed = "Windowed`1";
    public const string KeyValueStore = "KeyValueStore`2";
    public const string VersionedKeyValueStore = "VersionedKeyValueStore`2";
    public const string ValueOutput = "Output`1";
    public const string KeyValueOutput = "Output`2";
    public const string BytesOutput = "BytesOutput";
    public const string RecordContext = "RecordContext";
    public const string Punctuation = "Punctuation";

    /// <summary>Whether a type is the vocabulary's type of this metadata name.</summary>
    public static bool Is(ITypeSymbol? type, string metadataName) =>
        type is INamedTypeSymbol named && named.MetadataName == metadataName && IsOurs(named);

    /// <summary>Whether a type stands in the vocabulary's namespace.</summary>
    public static bool IsOurs(ITypeSymbol? type) =>
        type?.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } && type.ContainingType is null;

    /// <summary>Whether an attribute makes a member an operator.</summary>
    public static bool IsOperator(AttributeData attribute) => Is(attribute.AttributeClass?.BaseType, StreamOperator);
}
