using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Checks that each punctuator has one sub-topology to run in: that of the processors that use its stores and its outputs. It is called
/// in their tasks, so it can neither join sub-topologies nor have a store to itself.
/// </summary>
internal sealed class PunctuatorPlacement
{
    private readonly StreamGraph _graph;
    private readonly DiagnosticBag _problems;
    private readonly PhysicalGraph _physical;
    private readonly Dictionary<NodeDraft, NodeDraft> _parents;
    private readonly Dictionary<string, NodeDraft> _users = new(StringComparer.Ordinal);

    private PunctuatorPlacement(StreamGraph graph, DiagnosticBag problems)
    {
        _graph = graph;
        _problems = problems;
        _physical = PhysicalGraphBuilder.Build(graph);
        _parents = _physical.Nodes.ToDictionary(node => node);
    }

    public static void Check(StreamGraph graph, DiagnosticBag problems)
    {
        if (!graph.Nodes.Any(static node => node.Operator is PunctuateModel))
        {
            return;
        }

        var placement = new PunctuatorPlacement(graph, problems);
        placement.ConnectOthers();
        foreach (var node in placement._physical.Nodes.Where(static node => node.Work is PunctuateWork))
        {
            placement.Place(node);
        }
    }

    /// <summary>What hangs together without punctuators.</summary>
    private void ConnectOthers()
    {
        foreach (var node in _physical.Nodes.Where(static node => node.Work is not PunctuateWork))
        {
            foreach (var other in node.Outputs.Concat(node.Emits))
            {
                // A named output hangs together with the processors that emit to it; what a punctuator emits to it comes later.
                if (!IsPunctuators(node))
                {
                    Join(node, other);
                }
            }

            foreach (string store in node.UserStores)
            {
                if (_users.TryGetValue(store, out var user))
                {
                    Join(user, node);
                }
                else
                {
                    _users.Add(store, node);
                }
            }
        }

        foreach (var (first, second) in _physical.Groups)
        {
            Join(first, second);
        }
    }

    private void Place(NodeDraft punctuator)
    {
        var model = _graph.Nodes.First(node => node.Name == punctuator.Member).Operator;
        ParameterModel? first = null;
        NodeDraft? place = null;
        foreach (var parameter in model.Member.Method!.Parameters)
        {
            if (parameter.Member is not { } member)
            {
                continue;
            }

            if (PlaceOf(parameter, member) is { } found)
            {
                if (place is not null && Root(place) != Root(found))
                {
                    _problems.Add(
                        DiagnosticIds.PunctuatorOfSeveral, parameter.Anchor, [first!.Anchor], [], punctuator.Member, member, first.Member!);
                    return;
                }

                place ??= found;
                first ??= parameter;
            }
            else if (parameter.Role == ParameterRole.Store)
            {
                _problems.Add(DiagnosticIds.PunctuatorStore, parameter.Anchor, punctuator.Member, member, parameter.Type.Display);
                return;
            }
        }

        if (place is null)
        {
            _problems.Add(DiagnosticIds.PunctuatorPlace, model.Member.AttributeAnchor, punctuator.Member);
            return;
        }

        Join(place, punctuator);
        foreach (var emit in punctuator.Emits)
        {
            Join(punctuator, emit);
            foreach (var output in emit.Outputs)
            {
                Join(emit, output);
            }
        }
    }

    /// <summary>A node of the sub-topology that a store or output belongs to; null when no processor uses it.</summary>
    private NodeDraft? PlaceOf(ParameterModel parameter, string member)
    {
        if (parameter.Role == ParameterRole.Store)
        {
            string store = _graph.Stores.First(store => store.Member.Name == member).Store;
            return _users.TryGetValue(store, out var user) ? user : null;
        }

        // Its own member alone is no place: it is one when a processor, or a punctuator that has a place, emits to it.
        var output = _physical.Nodes.First(node => node.Name == member);
        return output.Inputs.FirstOrDefault(emit => !IsPunctuators(emit) || Root(emit) == Root(output));
    }

    private static bool IsPunctuators(NodeDraft node) => node.Work is EmitWork && node.Inputs[0].Work is PunctuateWork;

    private void Join(NodeDraft first, NodeDraft second) => _parents[Root(second)] = Root(first);

    private NodeDraft Root(NodeDraft node)
    {
        while (_parents[node] != node)
        {
            node = _parents[node];
        }

        return node;
    }
}
