using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>All that the compiler knows of a topology class after extraction: the value behind which nothing sees Roslyn.</summary>
/// <param name="Declaration">Where generated code goes.</param>
/// <param name="Name">The name in <c>[Topology]</c>: the default application id.</param>
/// <param name="Anchor">The class's name, for messages.</param>
/// <param name="Constructor">The constructor's parameters, which come from the services.</param>
/// <param name="Operators">The operators, sorted by name.</param>
/// <param name="Codecs">The types that a MessagePack codec is generated for, sorted by class name.</param>
/// <param name="Problems">What extraction itself found wrong; when any of them prevents a graph, nothing else is reported.</param>
internal sealed record TopologyModel(
    TypeDeclaration Declaration,
    string Name,
    AnchorId Anchor,
    EquatableArray<ServiceModel> Constructor,
    EquatableArray<OperatorModel> Operators,
    EquatableArray<CodecModel> Codecs,
    EquatableArray<DiagnosticModel> Problems)
{
    /// <summary>The name's argument, for messages.</summary>
    public AnchorId NameAnchor { get; init; }

    /// <summary>The constants that tell users what was made of the class: all that generated code adds without a prefix.</summary>
    public static readonly EquatableArray<string> AllConstants = new[] { "Description", "Mermaid" }.ToEquatableArray();

    /// <summary>The constants that no member of the user's stands in the way of.</summary>
    public EquatableArray<string> Constants { get; init; } = AllConstants;

    /// <summary>Whether the class cannot be a topology, whatever its operators are; the problems say why.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>For a blocked class: what is generated nevertheless, so that its problems are the only ones; null when no part can be added.</summary>
    public StubModel? Stub { get; init; }
}
