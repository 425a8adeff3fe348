using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Binding;

/// <summary>
/// Finds the <c>[Output]</c> members that methods emit to: the one of the parameter's types; of several, the one of the parameter's name.
/// What none fits to is the method's own stream, of which there is one.
/// </summary>
internal sealed class OutputBinder(TopologyModel model, DiagnosticBag problems)
{
    private readonly OutputModel[] _outputs = [.. model.Operators.OfType<OutputModel>()];

    /// <summary>Gives the operator with its output parameters bound; null when one is not, which is reported.</summary>
    public OperatorModel? Bind(OperatorModel operation)
    {
        if (operation is not (ProcessModel or ProcessValuesModel or PunctuateModel)
            || operation.Member.Method is not { } method
            || !method.Parameters.Any(static p => p.Role == ParameterRole.RecordOutput))
        {
            return operation;
        }

        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        ParameterModel? own = null;
        bool isBound = true;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Role != ParameterRole.RecordOutput)
            {
                parameters.Add(parameter);
                continue;
            }

            bool found = TryFind(operation, parameter, out string? member);
            isBound &= found && CheckOwn(operation, parameter, member, ref own);
            parameters.Add(parameter with { Member = member });
        }

        var bound = method with { Parameters = parameters.ToImmutable() };
        if (own?.Emitted is { } edge)
        {
            bound = bound with { ResultKey = edge.Key, ResultValue = edge.Value, ResultKeyAnchor = own.Anchor, ResultAnchor = own.Anchor };
        }

        return isBound ? operation with { Member = operation.Member with { Method = bound } } : null;
    }

    /// <summary>Gives an output the operators that take it as its inputs.</summary>
    public static OutputModel Connect(OutputModel output, IEnumerable<OperatorModel> operators) => output with
    {
        Member = output.Member with
        {
            Inputs = operators
                .Where(o => TakerOf(o, output) is not null)
                .Select(o => new NameRef(o.Member.Name, TakerOf(o, output)!.Anchor))
                .ToEquatableArray(),
        },
    };

    private static ParameterModel? TakerOf(OperatorModel operation, OutputModel output) =>
        operation.Member.Method?.Parameters.Items.FirstOrDefault(p => p.Role == ParameterRole.RecordOutput && p.Member == output.Member.Name);

    private bool TryFind(OperatorModel operation, ParameterModel parameter, out string? member)
    {
        var emitted = parameter.Emitted!;
        var ofType = _outputs.Where(o => Fits(o.Member.Property!.Edge, emitted)).ToArray();
        var ofName = ofType.FirstOrDefault(o => string.Equals(o.Member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        member = (ofType.Length == 1 ? ofType[0] : ofName)?.Member.Name;
        if (member is not null || ofType.Length == 0)
        {
            return true;
        }

        problems.Add(
            DiagnosticIds.AmbiguousOutput,
            parameter.Anchor,
            [.. ofType.Select(static o => o.Member.Anchor)],
            [],
            operation.Member.Name,
            parameter.Name,
            string.Join(", ", ofType.Select(static o => $"'{o.Member.Name}'")));
        return false;
    }

    /// <summary>Notes the method's own output; reports a second one, and one that a method has beside its own values.</summary>
    private bool CheckOwn(OperatorModel operation, ParameterModel parameter, string? member, ref ParameterModel? own)
    {
        if (member is not null)
        {
            return true;
        }

        if (own is null && operation is not ProcessValuesModel)
        {
            own = parameter;
            return true;
        }

        // Its type may be that of a member that is in fault, which has been reported.
        if (!model.Operators.Any(static o => o is InvalidModel))
        {
            var edge = parameter.Emitted!;
            problems.Add(
                DiagnosticIds.UnknownOutput,
                parameter.Anchor,
                own is null ? [] : [own.Anchor],
                [],
                operation.Member.Name,
                parameter.Name,
                own is null ? "its own stream has the keys of its input" : $"its own stream is '{own.Name}'",
                $"Stream<{edge.Key.Type.Display}, {edge.Value.Type.Display}>");
        }

        return false;
    }

    private static bool Fits(EdgeType declared, EdgeType emitted) =>
        declared.Key.Type.Identity == emitted.Key.Type.Identity && declared.Value.Type.Identity == emitted.Value.Type.Identity;
}
