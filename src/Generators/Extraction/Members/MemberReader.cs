using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads a member of a topology class: what all operators have, and leaves the rest to <see cref="OperatorReader"/>.</summary>
internal sealed class MemberReader(ExtractionContext context)
{
    private readonly PropertyReader _properties = new(context);
    private readonly SinkReader _sinks = new(context);
    private readonly OperatorReader _operators = new(context);

    /// <summary>
    /// Gives the member's model, <see cref="InvalidModel"/> when something was reported; null when the member is no operator.
    /// </summary>
    public OperatorModel? Read(ISymbol symbol, int order)
    {
        var attributes = symbol.GetAttributes();
        var operators = attributes.Where(KnownNames.IsOperator).ToArray();
        if (operators.Length == 0)
        {
            ReportLoose(attributes, symbol);
            return null;
        }

        var draft = new MemberDraft(
            symbol, new AttributeArguments(operators[0], context.Anchors, context.Cancellation), context.Anchors.AddName(symbol), order);
        if (operators.Length > 1)
        {
            var second = new AttributeArguments(operators[1], context.Anchors, context.Cancellation);
            context.Problems.Add(DiagnosticIds.SeveralOperators, second.Anchor, symbol.Name, draft.Arguments.Name, second.Name);
            return Invalid(draft);
        }

        return ReadOperator(draft, attributes) ?? Invalid(draft);
    }

    private OperatorModel? ReadOperator(MemberDraft draft, ImmutableArray<AttributeData> attributes)
    {
        var window = WindowOf(attributes);
        if (!draft.Arguments.IsBound || !ArgumentCheck.IsFit(context, draft.Arguments, window))
        {
            return null;
        }

        draft.Sinks = _sinks.Read(attributes, out bool isFaulty);
        isFaulty |= !ReadSerdes(draft, attributes);
        if (window is not null)
        {
            draft.Window = new WindowReader(context, window, draft.Symbol.Name, isJoin: draft.Arguments.Name == "Join").Read();
            isFaulty |= draft.Window is null;
        }

        isFaulty |= !ReadInputs(draft);
        if (draft.Symbol is IPropertySymbol property)
        {
            draft.Property = _properties.Read(property, draft.Arguments.Name, draft.Anchor);
            isFaulty |= draft.Property is null;
        }

        var read = _operators.Read(draft);
        return isFaulty ? null : read;
    }

    private AttributeArguments? WindowOf(ImmutableArray<AttributeData> attributes) =>
        attributes.FirstOrDefault(static a => KnownNames.Is(a.AttributeClass, KnownNames.Window)) is { } window
            ? new AttributeArguments(window, context.Anchors, context.Cancellation)
            : null;

    /// <summary>Notes where the member names serdes: one for its key and one for its value.</summary>
    private bool ReadSerdes(MemberDraft draft, ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            bool isSerde = SerdeOverride.SerdeOf(attribute) is not null;
            if ((!isSerde && !SerdeOverride.IsJson(attribute))
                || attribute.ApplicationSyntaxReference?.GetSyntax(context.Cancellation) is not AttributeSyntax syntax)
            {
                continue;
            }

            bool isForKey = isSerde && SerdeOverride.IsForKey(attribute);
            var anchor = context.Anchors.Add(syntax.Name);
            if ((isForKey ? draft.KeySerde : draft.ValueSerde) is not null)
            {
                context.Problems.Add(DiagnosticIds.SeveralSerdes, anchor, isForKey ? "key" : "value", draft.Symbol.Name);
                return false;
            }

            draft.KeySerde = isForKey ? anchor : draft.KeySerde;
            draft.ValueSerde = isForKey ? draft.ValueSerde : anchor;
        }

        return true;
    }

    private bool ReadInputs(MemberDraft draft)
    {
        var arguments = draft.Arguments;
        var names = arguments.Name switch
        {
            "Merge" => arguments.Names("inputs"),
            "Join" => [.. arguments.Names("left"), .. arguments.Names("right")],
            "Cogroup" => [.. arguments.Names("input"), .. arguments.Names("into")],
            "Source" or "StateStore" or "Punctuate" or "Output" => [],
            _ => arguments.Names("input"),
        };
        bool fits = true;
        foreach (var name in names)
        {
            fits &= CheckInput(name, draft);
        }

        draft.Inputs = fits ? names.Select(static n => n.ToRef()).ToEquatableArray() : default;
        return fits;
    }

    private bool CheckInput(NamedArgument name, MemberDraft draft)
    {
        if (name.Name is null)
        {
            context.Problems.Add(DiagnosticIds.MissingInput, name.Anchor, draft.Symbol.Name);
            return false;
        }

        if (name.Owner(context.Compilation, context.Cancellation) is { } owner
            && !SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, context.Topology))
        {
            context.Problems.Add(DiagnosticIds.ForeignInput, name.Anchor, name.Name, owner.Name, context.Topology.Name);
            return false;
        }

        var members = context.Topology.GetMembers(name.Name);
        if (!members.IsEmpty && !members.Any(static m => m.GetAttributes().Any(KnownNames.IsOperator)))
        {
            context.Problems.Add(DiagnosticIds.InputIsNoOperator, name.Anchor, draft.Symbol.Name, name.Name);
            return false;
        }

        return true;
    }

    private InvalidModel Invalid(MemberDraft draft) =>
        new(draft.ToMember(), draft.Symbol is IPropertySymbol property ? _properties.StubOf(property) : null);

    private void ReportLoose(ImmutableArray<AttributeData> attributes, ISymbol symbol)
    {
        var loose = attributes.FirstOrDefault(static a =>
            KnownNames.Is(a.AttributeClass, KnownNames.Sink) || KnownNames.Is(a.AttributeClass, KnownNames.Window));
        if (loose is not null)
        {
            var arguments = new AttributeArguments(loose, context.Anchors, context.Cancellation);
            context.Problems.Add(DiagnosticIds.NoOperator, arguments.Anchor, symbol.Name, arguments.Name);
        }
    }
}
