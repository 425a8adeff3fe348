using System.Collections.Immutable;
using GenStreams.Generators.Binding;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <summary>Finds the types on all edges, from sources on, and checks each reader's types against what it reads.</summary>
internal sealed partial class TypeInference
{
    private readonly DiagnosticBag _problems;
    private readonly ImmutableArray<TypedNode>.Builder _nodes = ImmutableArray.CreateBuilder<TypedNode>();

    private TypeInference(DiagnosticBag problems) => _problems = problems;

    public static TypedTopology Infer(TopologyModel model, BoundTopology bound, DiagnosticBag problems)
    {
        var inference = new TypeInference(problems);
        foreach (var operation in bound.Operators)
        {
            inference.Add(operation);
        }

        return new TypedTopology(model, inference._nodes.ToImmutable(), bound.Stores);
    }

    private void Add(BoundOperator bound)
    {
        var operation = bound.Operator;
        var inputs = bound.Inputs.Select(i => _nodes[i].Output).ToArray();
        var cogroups = bound.Inputs.Select(i => _nodes[i].Operator).OfType<CogroupModel>().ToArray();
        bool isBlind = bound.IsFaulty || inputs.Any(static i => i is null);
        bool fits = !isBlind && CheckKinds(operation, inputs!) && CheckWindow(operation, inputs!) && CheckSubtractor(operation, inputs!)
            && CheckRetention(operation, inputs!);
        var output = fits ? OutputOf(operation, inputs!, cogroups) : null;
        output = output is null ? null : output with { History = HistoryOf(operation, inputs!) };
        if (output is not null && !(CheckSinks(operation, output) && CheckSerdes(operation, output)))
        {
            output = null;
        }

        var facts = output is null ? NodeFacts.None : FactsOf(operation, output, [.. bound.Inputs.Select(i => _nodes[i].Facts)]);
        _nodes.Add(new TypedNode(operation, bound.Inputs, output, facts));
    }

    private TypedEdge? OutputOf(OperatorModel operation, TypedEdge[] inputs, CogroupModel[] cogroups) => operation switch
    {
        SourceModel source => SourceOf(source),
        FilterModel filter =>
            CheckRecord(filter, filter.Member.Method!, inputs[0]) && CheckStore(filter, filter.Store, inputs[0]) ? inputs[0] : null,
        BranchModel branch => BranchOf(branch, inputs[0]),
        MapModel or FlatMapModel or MapValuesModel or FlatMapValuesModel or ProcessValuesModel => ResultOf(operation, inputs[0]),
        SelectKeyModel => ResultOf(operation, inputs[0]),
        GroupByModel => ResultOf(operation, inputs[0])
            ?.WithKind(inputs[0].Kind == EdgeKind.Table ? EdgeKind.GroupedTable : EdgeKind.GroupedStream),
        PeekModel => CheckRecord(operation, operation.Member.Method!, inputs[0]) ? inputs[0] : null,
        ForEachModel => CheckRecord(operation, operation.Member.Method!, inputs[0]) ? inputs[0].WithKind(EdgeKind.None) : null,
        ProcessModel => ProcessOf(operation, inputs[0]),
        PunctuateModel punctuate => OwnStreamOf(punctuate, punctuate.Nothing),
        OutputModel output => OutputOf(output),
        PrintModel => PropertyOf(operation, inputs[0])?.WithKind(EdgeKind.None),
        MergeModel merge => MergeOf(merge, inputs),
        RepartitionModel repartition => RepartitionOf(repartition, inputs[0]),
        CountModel count => CountOf(count, inputs[0]),
        ReduceModel reduce => ReduceOf(reduce, inputs[0]),
        AggregateModel aggregate => AggregateOf(aggregate, inputs[0]) is { } table && CheckCogroups(aggregate, cogroups, inputs, table) ? table : null,
        CogroupModel cogroup => CogroupOf(cogroup, inputs[0]),
        ToTableModel => PropertyOf(operation, inputs[0].WithKind(EdgeKind.Table)),
        ToStreamModel => PropertyOf(operation, inputs[0].WithKind(EdgeKind.Stream)),
        SuppressModel suppress => SuppressOf(suppress, inputs[0]),
        JoinModel join => JoinOf(join, inputs[0], inputs[1]),
        _ => throw new InvalidOperationException($"{operation.GetType().Name} has no typing rule."),
    };

    private bool CheckKinds(OperatorModel operation, TypedEdge[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (InputKinds.Accepts(operation, i, inputs[i].Kind))
            {
                continue;
            }

            var input = operation.Member.Inputs[i];
            if (inputs[i].Kind == EdgeKind.Table && operation is MapModel or FlatMapModel or SelectKeyModel)
            {
                _problems.Add(DiagnosticIds.KeyChangeOnTable, input.Anchor, operation.Member.Name, input.Name);
            }
            else
            {
                _problems.Add(
                    DiagnosticIds.WrongInputKind,
                    input.Anchor,
                    operation.Member.Name,
                    InputKinds.Expected(operation),
                    input.Name,
                    InputKinds.Found(inputs[i].Kind, operation));
            }

            return false;
        }

        return true;
    }

    private static NodeFacts FactsOf(OperatorModel operation, TypedEdge output, ImmutableArray<NodeFacts> inputs)
    {
        var facts = NodeFacts.None;
        if (operation is MapModel or FlatMapModel or SelectKeyModel or GroupByModel or ProcessModel or PunctuateModel or OutputModel)
        {
            facts |= NodeFacts.ChangesKey | NodeFacts.NeedsRepartition;
        }

        bool keepsPartitioning = operation is RepartitionModel or JoinModel { KeySelector: null };
        if (!keepsPartitioning && output.Kind != EdgeKind.Table && inputs.Any(static i => i.HasFlag(NodeFacts.NeedsRepartition)))
        {
            facts |= NodeFacts.NeedsRepartition;
        }

        return HasStore(operation) ? facts | NodeFacts.IsStateful : facts;
    }

    private static bool HasStore(OperatorModel operation) => operation switch
    {
        CountModel or ReduceModel or AggregateModel or ToTableModel => true,
        JoinModel { Member.Window: not null } => true,
        FilterModel { Store: not null } or MapValuesModel { Store: not null } or JoinModel { Store: not null } => true,
        SourceModel source => source.Edge.Kind == EdgeKind.GlobalTable
            || (source.Edge.Kind == EdgeKind.Table && (source.Store is not null || source.HistoryRetention is not null || source.Rows != StoreSettings.None)),
        SuppressModel or JoinModel { Grace: not null } => true,
        ProcessValuesModel or ProcessModel or PunctuateModel => operation.Member.Method!.Parameters.Any(static p => p.Role == ParameterRole.Store),
        _ => false,
    };
}
