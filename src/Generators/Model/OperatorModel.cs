using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>A member of a topology that is an operator: what its attributes and its signature say. One subtype per attribute.</summary>
/// <param name="Member">What all operators have.</param>
internal abstract record OperatorModel(MemberModel Member)
{
    /// <summary>What is set for its store, whatever kind it is.</summary>
    public StoreSettings Rows { get; init; } = StoreSettings.None;
}

/// <summary>What all operators have.</summary>
/// <param name="Name">The member's name: the name of what comes out of it.</param>
/// <param name="Anchor">The member's name, for messages.</param>
/// <param name="AttributeAnchor">The operator attribute, for messages.</param>
/// <param name="Inputs">The upstream members, in order.</param>
/// <param name="Method">The user's method; null when the operator sits on a property.</param>
/// <param name="Property">The declared property; null when the operator sits on a method.</param>
/// <param name="Sinks">The topics that what comes out is written to.</param>
/// <param name="Order">The place among the members as they are declared: branches are asked in this order.</param>
internal sealed record MemberModel(
    string Name,
    AnchorId Anchor,
    AnchorId AttributeAnchor,
    EquatableArray<NameRef> Inputs,
    MethodModel? Method,
    PropertyModel? Property,
    EquatableArray<SinkModel> Sinks,
    int Order)
{
    /// <summary>The window of an aggregation or a stream-stream join; null when it has none.</summary>
    public WindowModel? Window { get; init; }

    /// <summary>The operator's written arguments by name, for messages.</summary>
    public EquatableArray<NameRef> Arguments { get; init; }

    /// <summary>Where the member names a serde for its key; null when it does not: a key that passes through keeps its upstream's.</summary>
    public AnchorId? KeySerde { get; init; }

    /// <summary>Where the member names a serde for its value; null when it does not: a value that passes through keeps its upstream's.</summary>
    public AnchorId? ValueSerde { get; init; }

    /// <summary>Where an argument is written; the attribute when it is not.</summary>
    public AnchorId AnchorOf(string argument)
    {
        foreach (var written in Arguments)
        {
            if (string.Equals(written.Name, argument, StringComparison.OrdinalIgnoreCase))
            {
                return written.Anchor;
            }
        }

        return AttributeAnchor;
    }
}

/// <summary>A partial property of a topology.</summary>
/// <param name="Modifiers">What stands before its type, such as <c>public partial</c> or <c>private partial</c>.</param>
/// <param name="Type">Its type as written in generated code.</param>
/// <param name="Edge">What it declares: kind, key and value.</param>
/// <param name="TypeAnchor">Its type, for messages.</param>
internal sealed record PropertyModel(string Modifiers, TypeRef Type, EdgeType Edge, AnchorId TypeAnchor)
{
    /// <summary>The type of its keys, for messages.</summary>
    public AnchorId KeyAnchor { get; init; } = TypeAnchor;

    /// <summary>The type of its values, for messages.</summary>
    public AnchorId ValueAnchor { get; init; } = TypeAnchor;

    /// <summary>Of a windowed table: the keys without their windows; null for all others.</summary>
    public LaneType? PlainKey { get; init; }

    /// <summary>Its declaration up to its accessors.</summary>
    public string Declare(string name) => $"{Modifiers} {Type.Reference} @{name}";
}
