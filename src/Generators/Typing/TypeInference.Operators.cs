using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    private TypedEdge? SourceOf(SourceModel source)
    {
        var edge = source.Member.Property is { } property
            ? new TypedEdge(source.Edge, property.KeyAnchor, property.ValueAnchor)
            : new TypedEdge(source.Edge, source.Member.Anchor, source.Member.Anchor);
        bool fits = source.Timestamps.Extractor is not { } extractor || CheckRecord(source, extractor, edge, source.Member.Name);
        return CheckStore(source, source.Store, edge) && fits ? edge : null;
    }

    private TypedEdge? BranchOf(BranchModel branch, TypedEdge input) =>
        branch.IsDefault ? PropertyOf(branch, input)
        : CheckRecord(branch, branch.Member.Method!, input) ? input : null;

    /// <summary>What a method makes of a record: a new key, a new value, or both; what it does not make stays.</summary>
    private TypedEdge? ResultOf(OperatorModel operation, TypedEdge input)
    {
        var method = operation.Member.Method!;
        if (!CheckRecord(operation, method, input) || (operation is MapValuesModel map && !CheckStore(map, map.Store, input)))
        {
            return null;
        }

        var output = input;
        if (method.ResultKey is { } key)
        {
            output = output.WithKey(key, method.ResultKeyAnchor) with { Partitions = 0, Window = null };
        }

        if (method.ResultValue is { } value)
        {
            output = output.WithValue(value, method.ResultAnchor);
        }

        return method.ResultKey is null && method.ResultValue is null ? output.WithKind(EdgeKind.None) : output;
    }

    private TypedEdge? MergeOf(MergeModel merge, TypedEdge[] inputs)
    {
        var property = merge.Member.Property!;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (property.Edge.Kind == EdgeKind.Stream
                && Fits(inputs[i].Key, property.Edge.Key)
                && Fits(inputs[i].Value, property.Edge.Value))
            {
                continue;
            }

            if (property.Edge.Kind != EdgeKind.Stream || i == 0)
            {
                ReportProperty(merge, inputs[i]);
            }
            else
            {
                var input = merge.Member.Inputs[i];
                bool isKey = !Fits(inputs[i].Key, property.Edge.Key);
                _problems.Add(
                    DiagnosticIds.EdgeType,
                    input.Anchor,
                    [isKey ? inputs[i].KeyAnchor : inputs[i].ValueAnchor],
                    [],
                    merge.Member.Name,
                    $"'{(isKey ? property.Edge.Key : property.Edge.Value).Type.Display}'",
                    isKey ? "keys" : "values",
                    input.Name,
                    isKey ? inputs[i].Key.Type.Display : inputs[i].Value.Type.Display);
            }

            return null;
        }

        int partitions = inputs.All(i => i.Partitions == inputs[0].Partitions) ? inputs[0].Partitions : 0;
        return PropertyOf(merge, inputs[0] with { Partitions = partitions });
    }

    private TypedEdge? RepartitionOf(RepartitionModel repartition, TypedEdge input)
    {
        bool fits = repartition.Partitioner is null || CheckRecord(repartition, repartition.Partitioner, input);
        var output = PropertyOf(repartition, input);
        return fits && output is not null ? output with { Partitions = repartition.Partitions } : null;
    }

    /// <summary>A table of the input's keys. A count is always a <c>long</c>, whatever the property says.</summary>
    private TypedEdge? CountOf(CountModel count, TypedEdge input)
    {
        var declared = count.Member.Property!.Edge;
        if (declared.Kind == EdgeKind.Table && declared.Value.Type.Identity != LongIdentity)
        {
            var right = declared.Value with { Type = declared.Value.Type with { Identity = LongIdentity, Display = "long" } };
            ReportProperty(count, TableOf(count, input).WithValue(right, count.Member.Property.ValueAnchor));
            return null;
        }

        return PropertyOf(count, TableOf(count, input).WithValue(declared.Value, count.Member.Property.ValueAnchor));
    }

    private const string LongIdentity = "long";

    private TypedEdge? ReduceOf(ReduceModel reduce, TypedEdge input)
    {
        var method = reduce.Member.Method!;
        var result = method.ResultValue!;
        var aggregate = method.Parameters.First(static p => p.Role == ParameterRole.Aggregate);
        if (!CheckRecord(reduce, method, input)
            || !CheckParameter(method, aggregate, "values", input.Value, input.ValueAnchor, reduce.Member.Inputs[0].Name))
        {
            return null;
        }

        var (value, anchor) = Keep(input.Value, input.ValueAnchor, result, method.ResultAnchor, reduce.Member.ValueSerde is not null);
        return TableOf(reduce, input).WithValue(value, anchor);
    }

    private TypedEdge? AggregateOf(AggregateModel aggregate, TypedEdge input)
    {
        var method = aggregate.Member.Method!;
        return CheckRecord(aggregate, method, input) && (aggregate.Merger is null || CheckRecord(aggregate, aggregate.Merger, input))
            ? TableOf(aggregate, input).WithValue(method.ResultValue!, method.ResultAnchor)
            : null;
    }
}
