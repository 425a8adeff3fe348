using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    /// <summary>
    /// Whether something of a type can be read from a lane: the same type, bytes that the reader decodes, or bytes asked for.
    /// </summary>
    private static bool CanRead(LaneType lane, TypeRef type) =>
        lane.Type.Identity == type.Identity || lane.Type.IsRaw || type.IsSpan;

    private bool CheckRecord(OperatorModel operation, MethodModel method, TypedEdge input, string? upstream = null)
    {
        upstream ??= operation.Member.Inputs.Count > 0 ? operation.Member.Inputs[0].Name : operation.Member.Name;
        if (!CheckOrder(method, (ParameterRole.Key, input.Key), (ParameterRole.Value, input.Value)))
        {
            return false;
        }

        bool fits = true;
        foreach (var parameter in method.Parameters)
        {
            fits &= parameter.Role switch
            {
                ParameterRole.Key => CheckParameter(method, parameter, "keys", input.Key, input.KeyAnchor, upstream),
                ParameterRole.Value => CheckParameter(method, parameter, "values", input.Value, input.ValueAnchor, upstream),
                _ => true,
            };
        }

        return fits;
    }

    /// <summary>Checks that two parameters are not in each other's place: that is one mistake, not two.</summary>
    private bool CheckOrder(MethodModel method, (ParameterRole Role, LaneType Lane) first, (ParameterRole Role, LaneType Lane) second)
    {
        var one = method.Parameters.Items.FirstOrDefault(p => p.Role == first.Role);
        var other = method.Parameters.Items.FirstOrDefault(p => p.Role == second.Role);
        if (one is null || other is null
            || CanRead(first.Lane, one.Type) || CanRead(second.Lane, other.Type)
            || !CanRead(first.Lane, other.Type) || !CanRead(second.Lane, one.Type))
        {
            return true;
        }

        _problems.Add(
            DiagnosticIds.ParameterOrder, one.Anchor, [other.Anchor], [], method.Name, NameOf(first.Role), NameOf(second.Role), one.Name, other.Name);
        return false;
    }

    private static string NameOf(ParameterRole role) => role switch
    {
        ParameterRole.Left => "left side",
        ParameterRole.Right => "right side",
        ParameterRole.Key => "key",
        _ => "value",
    };

    private bool CheckParameter(MethodModel method, ParameterModel parameter, string what, LaneType lane, AnchorId origin, string upstream)
    {
        if (CanRead(lane, parameter.Type))
        {
            return true;
        }

        _problems.Add(
            DiagnosticIds.EdgeType,
            parameter.Anchor,
            [origin],
            [],
            method.Name,
            $"'{parameter.Type.Display}'",
            what,
            upstream,
            lane.Type.Display);
        return false;
    }

    /// <summary>Checks that only tables name a store.</summary>
    private bool CheckStore(OperatorModel operation, string? store, TypedEdge output)
    {
        if (store is null || output.Kind is EdgeKind.Table or EdgeKind.GlobalTable)
        {
            return true;
        }

        _problems.Add(DiagnosticIds.NeedlessStore, operation.Member.AnchorOf("Store"), operation.Member.Name);
        return false;
    }

    private bool CheckSinks(OperatorModel operation, TypedEdge output)
    {
        bool fits = true;
        foreach (var sink in operation.Member.Sinks)
        {
            if (output.Kind is not (EdgeKind.Stream or EdgeKind.Table))
            {
                string what = output.Kind switch
                {
                    EdgeKind.GroupedStream or EdgeKind.GroupedTable => "it is grouped, to be aggregated: put the sink on the aggregation",
                    EdgeKind.GlobalTable => "it is a global table, whose records are not this topology's",
                    _ when operation is ProcessModel or PunctuateModel =>
                        "it emits to no stream of its own: put the sink on the [Output] member, or let the method take an output of its own",
                    _ => "nothing comes out of it: put the sink on what it reads",
                };
                _problems.Add(DiagnosticIds.SinkOnNothing, sink.Anchor, operation.Member.Name, what);
                return false;
            }

            fits &= sink.Partitioner is null || CheckRecord(operation, sink.Partitioner, output, operation.Member.Name);
            fits &= sink.TopicSelector is null || CheckRecord(operation, sink.TopicSelector, output, operation.Member.Name);
        }

        return fits;
    }

    /// <summary>What a property declares, checked against what goes into it. Without a serde of its own it keeps its input's.</summary>
    private TypedEdge? PropertyOf(OperatorModel operation, TypedEdge expected)
    {
        var property = operation.Member.Property!;
        var declared = property.Edge;
        if (declared.Kind != expected.Kind || !Fits(expected.Key, declared.Key) || !Fits(expected.Value, declared.Value))
        {
            ReportProperty(operation, expected);
            return null;
        }

        var (key, keyAnchor) = Keep(expected.Key, expected.KeyAnchor, declared.Key, property.KeyAnchor, operation.Member.KeySerde is not null);
        var (value, valueAnchor) = Keep(
            expected.Value, expected.ValueAnchor, declared.Value, property.ValueAnchor, operation.Member.ValueSerde is not null);
        return new TypedEdge(new EdgeType(declared.Kind, key, value), keyAnchor, valueAnchor)
        {
            Partitions = expected.Partitions,
            Window = expected.Window,
        };
    }

    private void ReportProperty(OperatorModel operation, TypedEdge expected)
    {
        var property = operation.Member.Property!;
        string right = expected.Window is not null && expected.Kind == EdgeKind.Table
            ? $"WindowedTable<{WindowedKeys.PlainDisplay(expected.Key)}, {DisplayOf(expected.Value, property.Edge.Value)}>"
            : $"{(expected.Kind == EdgeKind.Table ? "Table" : "Stream")}<{DisplayOf(expected.Key, property.Edge.Key)}, "
              + $"{DisplayOf(expected.Value, property.Edge.Value)}>";
        _problems.Add(
            DiagnosticIds.PropertyType,
            property.TypeAnchor,
            [expected.KeyAnchor, expected.ValueAnchor],
            [$"{DiagnosticProperties.Type}={right}"],
            operation.Member.Name,
            property.Type.Display,
            AttributeNameOf(operation),
            right);
    }

    private static string DisplayOf(LaneType expected, LaneType declared) =>
        Fits(expected, declared) ? declared.Type.Display : expected.Type.Display;

    private static string AttributeNameOf(OperatorModel operation)
    {
        string name = operation.GetType().Name;
        return name.Substring(0, name.Length - "Model".Length);
    }

    private static bool Fits(LaneType from, LaneType to) => from.Type.Identity == to.Type.Identity || from.Type.IsRaw;

    /// <summary>A lane that passes on what comes in: the declared type, in the serde that it came in unless it is given another.</summary>
    private static (LaneType Lane, AnchorId Anchor) Keep(
        LaneType from, AnchorId fromAnchor, LaneType to, AnchorId toAnchor, bool hasSerde) =>
        hasSerde || from.Type.Identity != to.Type.Identity ? (to, toAnchor) : (to with { Serde = from.Serde }, fromAnchor);
}
