using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>A member while it is read.</summary>
internal sealed class MemberDraft(ISymbol symbol, AttributeArguments arguments, AnchorId anchor, int order)
{
    public ISymbol Symbol { get; } = symbol;

    /// <summary>The operator attribute's.</summary>
    public AttributeArguments Arguments { get; } = arguments;

    public AnchorId Anchor { get; } = anchor;

    public EquatableArray<NameRef> Inputs { get; set; }

    public MethodModel? Method { get; set; }

    public PropertyModel? Property { get; set; }

    public EquatableArray<SinkModel> Sinks { get; set; }

    public WindowModel? Window { get; set; }

    public AnchorId? KeySerde { get; set; }

    public AnchorId? ValueSerde { get; set; }

    public MemberModel ToMember() => new(Symbol.Name, Anchor, Arguments.Anchor, Inputs, Method, Property, Sinks, order)
    {
        Window = Window,
        Arguments = Arguments.Anchors(),
        KeySerde = KeySerde,
        ValueSerde = ValueSerde,
    };
}
