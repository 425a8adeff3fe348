using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Topologies of one operator, with <c>[Source]</c> and <c>[Sink]</c> on the class.</summary>
internal static class OneStepForm
{
    /// <summary>Adds the source, and gives the operator its input and the class's sinks.</summary>
    public static IReadOnlyList<OperatorModel> Apply(ExtractionContext context, ImmutableArray<OperatorModel>.Builder members)
    {
        var attributes = context.Topology.GetAttributes();
        var source = attributes.FirstOrDefault(static a => KnownNames.Is(a.AttributeClass, KnownNames.Source));
        var sinks = new SinkReader(context).Read(attributes, out _);
        var open = members.Where(static m => m.Member.Inputs.Count == 0 && NeedsInput(m)).ToArray();
        if (source is null)
        {
            foreach (var sink in sinks)
            {
                context.Problems.Add(DiagnosticIds.OneStepForm, sink.Anchor, "[Sink] on the class needs a [Source] on the class");
            }

            foreach (var member in open)
            {
                context.Problems.Add(DiagnosticIds.MissingInput, member.Member.AttributeAnchor, member.Member.Name);
                members[members.IndexOf(member)] = Invalid(member);
            }

            return members;
        }

        var arguments = new AttributeArguments(source, context.Anchors, context.Cancellation);
        var others = members.Where(static m => m is not StateStoreModel).ToArray();
        var only = others.Length == 1 ? others[0] : null;
        if (only is null || (only is not InvalidModel && open.Length == 0))
        {
            context.Problems.Add(
                DiagnosticIds.OneStepForm,
                arguments.Anchor,
                $"[Source] on the class needs exactly one operator, without an input; there are {others.Length} operators");
            return [.. members.Select(Invalid)];
        }

        return only is InvalidModel ? members
            : !ArgumentCheck.IsFit(context, arguments, window: null) || HasRows(context, arguments, only.Member.Name) ? [.. members.Select(Invalid)]
            : new TimestampReader(context, new HelperReader(context)).TryRead(arguments, only.Member.Name, EdgeKind.Stream, out var timestamps)
                ? Connect(context, members, only, arguments, sinks, timestamps)
            : [.. members.Select(Invalid)];
    }

    /// <summary>Whether something is set for rows, which a stream does not have.</summary>
    private static bool HasRows(ExtractionContext context, AttributeArguments arguments, string operation)
    {
        string? argument = arguments.Has("Retention") ? "Retention" : arguments.Flag("Persistent") ? "Persistent" : null;
        if (argument is not null)
        {
            context.Problems.Add(
                DiagnosticIds.NeedlessRetention,
                arguments.AnchorOf(argument),
                operation,
                $"{argument} on the [Source] of the class",
                "that is a stream, which has no store of a task",
                "remove it, or set it on the operator");
        }

        return argument is not null;
    }

    private static List<OperatorModel> Connect(
        ExtractionContext context,
        IEnumerable<OperatorModel> members,
        OperatorModel only,
        AttributeArguments arguments,
        EquatableArray<SinkModel> sinks,
        TimestampsModel timestamps)
    {
        string name = FreeName(members);
        var declared = only.Member.Property?.Edge;
        var key = LaneOf(only, ParameterRole.Key) ?? only.Member.Property?.PlainKey ?? declared?.Key ?? context.Lanes.Raw();
        var value = LaneOf(only, ParameterRole.Value) ?? (only is CountModel ? null : declared?.Value) ?? context.Lanes.Raw();
        var reset = arguments.Number("OffsetReset") == 1 ? OffsetReset.Latest : OffsetReset.Earliest;
        var member = new MemberModel(name, arguments.Anchor, arguments.Anchor, default, Method: null, Property: null, default, Order: -1)
        {
            Arguments = arguments.Anchors(),
        };
        var source = new SourceModel(member, arguments.Text("topic") ?? "", arguments.Text("Store"), reset)
        {
            OneStepEdge = new EdgeType(EdgeKind.Stream, key, value),
            Timestamps = timestamps,
            IsUnchecked = arguments.Flag("Unchecked", otherwise: false),
        };
        var input = ImmutableArray.Create(new NameRef(name, only.Member.AttributeAnchor));
        var connected = only with
        {
            Member = only.Member with { Inputs = input, Sinks = only.Member.Sinks.Items.AddRange(sinks.Items) },
        };
        return [source, .. members.Where(m => m != only), connected];
    }

    private static LaneType? LaneOf(OperatorModel only, ParameterRole role)
    {
        foreach (var parameter in only.Member.Method?.Parameters ?? default)
        {
            if (parameter.Role == role && parameter.Serde is { } serde)
            {
                return new LaneType(parameter.Type, serde);
            }
        }

        return null;
    }

    private static string FreeName(IEnumerable<OperatorModel> members)
    {
        string name = "Source";
        while (members.Any(m => m.Member.Name == name))
        {
            name += "_";
        }

        return name;
    }

    private static bool NeedsInput(OperatorModel member) => member is not (SourceModel or StateStoreModel or PunctuateModel or OutputModel or InvalidModel or MergeModel);

    private static OperatorModel Invalid(OperatorModel member)
    {
        string? declaration = member.Member.Property?.Declare(member.Member.Name);
        return member as InvalidModel
            ?? new InvalidModel(member.Member, declaration is null ? null : new StubProperty(declaration, Setter: null));
    }
}
