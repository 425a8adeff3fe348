using System.Collections.Immutable;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Binding;

/// <summary>Finds the operators that names mean.</summary>
internal sealed class NameBinder
{
    private readonly TopologyModel _model;
    private readonly DiagnosticBag _problems;
    private readonly OperatorModel[] _operators;
    private readonly Dictionary<string, int> _indexes;
    private readonly StoreBinder _stores;
    private readonly OutputBinder _outputs;

    private NameBinder(TopologyModel model, DiagnosticBag problems)
    {
        _model = model;
        _problems = problems;
        _operators = [.. model.Operators.Where(static o => o is not StateStoreModel)];
        _indexes = _operators
            .Select(static (o, i) => (o.Member.Name, Index: i))
            .ToDictionary(static p => p.Name, static p => p.Index, StringComparer.Ordinal);
        _stores = new StoreBinder(model, problems);
        _outputs = new OutputBinder(model, problems);
    }

    public static BoundTopology Bind(TopologyModel model, DiagnosticBag problems)
    {
        var binder = new NameBinder(model, problems);
        return binder.Order(binder.RejectCycles(binder.BindCogroups(binder.ConnectOutputs([.. binder._operators.Select(binder.Bind)]))));
    }

    private BoundOperator Bind(OperatorModel model)
    {
        if (model is InvalidModel)
        {
            return new BoundOperator(model, [], IsFaulty: true);
        }

        bool isFaulty = false;
        var inputs = ImmutableArray.CreateBuilder<int>();
        foreach (var input in model.Member.Inputs)
        {
            if (Find(model, input) is { } index)
            {
                inputs.Add(index);
            }
            else
            {
                isFaulty = true;
            }
        }

        var bound = _stores.Bind(model);
        bound = bound is null ? null : _outputs.Bind(bound);
        return new BoundOperator(bound ?? model, inputs.ToImmutable(), isFaulty || bound is null);
    }

    /// <summary>Makes cogroups inputs of the aggregates that they go into, after the one that those name themselves.</summary>
    private ImmutableArray<BoundOperator> BindCogroups(ImmutableArray<BoundOperator> operators)
    {
        var bound = operators.ToBuilder();
        for (int i = 0; i < operators.Length; i++)
        {
            if (operators[i].Operator is not CogroupModel cogroup)
            {
                continue;
            }

            if (Find(cogroup, cogroup.Into) is not { } into || !IsAggregate(cogroup, _operators[into]))
            {
                bound[i] = operators[i] with { IsFaulty = true };
                continue;
            }

            bound[into] = bound[into] with { Inputs = bound[into].Inputs.Add(i) };
        }

        return bound.ToImmutable();
    }

    private bool IsAggregate(CogroupModel cogroup, OperatorModel into)
    {
        if (into is not (AggregateModel or InvalidModel))
        {
            _problems.Add(DiagnosticIds.CogroupTarget, cogroup.Into.Anchor, cogroup.Member.Name, into.Member.Name, "no [Aggregate]");
        }

        return into is AggregateModel;
    }

    /// <summary>Named outputs read the operators that take them, which are known now.</summary>
    private ImmutableArray<BoundOperator> ConnectOutputs(ImmutableArray<BoundOperator> operators)
    {
        var connected = operators.ToBuilder();
        for (int i = 0; i < connected.Count; i++)
        {
            if (operators[i].Operator is OutputModel output)
            {
                var model = OutputBinder.Connect(output, operators.Where(static o => !o.IsFaulty).Select(static o => o.Operator));
                bool mayBeTaken = operators.Any(static o => o.IsFaulty);
                connected[i] = new BoundOperator(
                    model, [.. model.Member.Inputs.Select(input => _indexes[input.Name])], IsFaulty: model.Member.Inputs.Count == 0);
                if (model.Member.Inputs.Count == 0 && !mayBeTaken)
                {
                    _problems.Add(DiagnosticIds.UntakenOutput, model.Member.Anchor, model.Member.Name, OutputTypeOf(model));
                }
            }
        }

        return connected.ToImmutable();
    }

    private static string OutputTypeOf(OutputModel output) =>
        $"Output<{output.Member.Property!.Edge.Key.Type.Display}, {output.Member.Property.Edge.Value.Type.Display}>";

    private int? Find(OperatorModel model, NameRef input)
    {
        if (input.Name == model.Member.Name)
        {
            _problems.Add(DiagnosticIds.SelfReference, input.Anchor, input.Name);
            return null;
        }

        if (_indexes.TryGetValue(input.Name, out int index))
        {
            return index;
        }

        if (_model.Operators.FirstOrDefault(o => o.Member.Name == input.Name) is { } store)
        {
            _problems.Add(
                DiagnosticIds.WrongInputKind,
                input.Anchor,
                [store.Member.Anchor],
                [],
                model.Member.Name,
                "streams or tables",
                input.Name,
                "a store; a [Process] or [ProcessValues] method takes it as a parameter");
            return null;
        }

        string? suggestion = Suggestion.Find(input.Name, _indexes.Keys);
        _problems.Add(
            DiagnosticIds.UnknownInput,
            input.Anchor,
            [],
            suggestion is null ? [] : [$"suggestion={suggestion}"],
            model.Member.Name,
            input.Name,
            suggestion is null ? "" : $", perhaps '{suggestion}'");
        return null;
    }

    private ImmutableArray<BoundOperator> RejectCycles(ImmutableArray<BoundOperator> operators)
    {
        var bound = operators.ToBuilder();
        foreach (var cycle in GraphAlgorithms.Cycles([.. operators.Select(static o => o.Inputs)]))
        {
            var members = cycle.OrderBy(i => operators[i].Operator.Member.Order).ToArray();
            var closing = members
                .SelectMany(i => operators[i].Operator.Member.Inputs)
                .First(i => _indexes.TryGetValue(i.Name, out int index) && cycle.Contains(index));
            _problems.Add(
                DiagnosticIds.Cycle,
                closing.Anchor,
                [.. members.Select(i => operators[i].Operator.Member.Anchor)],
                [],
                string.Join(", ", members.Select(i => $"'{operators[i].Name}'")));
            foreach (int index in cycle)
            {
                bound[index] = operators[index] with { Inputs = [], IsFaulty = true };
            }
        }

        return bound.ToImmutable();
    }

    private BoundTopology Order(ImmutableArray<BoundOperator> operators)
    {
        var order = GraphAlgorithms.TopologicalOrder(
            [.. operators.Select(static o => o.Inputs)], [.. operators.Select(static o => o.Operator.Member.Order)]);
        int[] places = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
        }

        return new BoundTopology(
            [.. order.Select(i => operators[i] with { Inputs = [.. operators[i].Inputs.Select(n => places[n])] })],
            [.. _model.Operators.OfType<StateStoreModel>()]);
    }
}
