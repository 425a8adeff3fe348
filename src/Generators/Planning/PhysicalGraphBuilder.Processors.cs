using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>Processors, punctuators, and what they emit to.</content>
internal sealed partial class PhysicalGraphBuilder
{
    /// <summary>The nodes that take what is emitted to a named output, by the output's member.</summary>
    private readonly Dictionary<string, List<NodeDraft>> _emits = new(StringComparer.Ordinal);

    private NodeDraft AddPunctuator(StreamNode node, PunctuateModel punctuate)
    {
        string time = punctuate.IsWallClock ? "wall clock" : "stream time";
        var draft = Keep(new NodeDraft(
            node.Name,
            node.Name,
            $"Punctuator by {time}",
            new PunctuateWork(punctuate.Member.Method!, punctuate.Interval, punctuate.IsWallClock),
            punctuate.Nothing,
            punctuate.Nothing));
        AddStores(node, draft);
        return AddEmits(node, draft) ?? draft;
    }

    /// <summary>Adds a node for each output that a method emits to; gives that of the method's own stream, if it has one.</summary>
    private NodeDraft? AddEmits(StreamNode node, NodeDraft draft)
    {
        NodeDraft? own = null;
        foreach (var parameter in node.Operator.Member.Method?.Parameters.Items ?? [])
        {
            if (parameter.Role != ParameterRole.RecordOutput || node.Operator is FlatMapModel)
            {
                continue;
            }

            var edge = parameter.Member is { } member ? NamedOutput(member) : node.Output;
            string name = parameter.Member is null ? node.Name + "Emitted" : $"{node.Name}To{parameter.Member}";
            var work = new EmitWork(parameter.Emitted!.Key.Type.IsNullable, parameter.Emitted.Value.Type.IsNullable);
            var emit = Keep(new NodeDraft(name, node.Name, $"What {node.Name} emits to {parameter.Name}", work, edge, edge));
            draft.Emits.Add(emit);
            emit.Inputs.Add(draft);
            if (parameter.Member is null)
            {
                own = emit;
            }
            else
            {
                EmitsTo(parameter.Member).Add(emit);
            }
        }

        return own;
    }

    private NodeDraft AddOutput(int index, StreamNode node)
    {
        var draft = new NodeDraft(node.Name, node.Name, Title(_graph.Nodes[index]), new PassWork(), node.Output, node.Output);
        foreach (var emit in EmitsTo(node.Name))
        {
            emit.ForwardTo(draft);
        }

        return Keep(draft);
    }

    private EdgeType NamedOutput(string member) => _graph.Nodes.First(node => node.Name == member).Output;

    private List<NodeDraft> EmitsTo(string member)
    {
        if (!_emits.TryGetValue(member, out var emits))
        {
            _emits.Add(member, emits = []);
        }

        return emits;
    }
}
