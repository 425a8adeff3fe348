using System.Collections.Immutable;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Checks what a method returns against what its operator needs.</summary>
internal static class ReturnChecker
{
    /// <summary>Gives what is wrong with the return type; null when nothing is.</summary>
    public static SignatureFault? Check(
        IMethodSymbol method, SignatureRule rule, ImmutableArray<ParameterModel> parameters, AnchorId anchor)
    {
        if (rule.Result == ResultShape.Aggregate && FirstBeforeAggregate(method, parameters) is { } first)
        {
            return first;
        }

        bool hasOutput = parameters.Any(static p => p.Role is ParameterRole.Output or ParameterRole.BytesOutput);
        string? expected = rule.Result switch
        {
            ResultShape.Nothing => Unless(method.ReturnsVoid, "nothing: make it void"),
            ResultShape.Boolean => Unless(Is(method, SpecialType.System_Boolean), "a bool"),
            ResultShape.Number => Unless(Is(method, SpecialType.System_Int32), "an int"),
            ResultShape.Time => Unless(Is(method, SpecialType.System_Int64), "a long"),
            ResultShape.Text => Unless(Is(method, SpecialType.System_String), "a string"),
            ResultShape.Pair => Unless(IsPair(method.ReturnType), "a tuple of the new key and the new value"),
            ResultShape.Aggregate => CheckAggregate(method, parameters),
            ResultShape.ValueOrNothing when method.ReturnsVoid => null,
            ResultShape.ValueOrNothing when hasOutput => "nothing, since it has an output: make it void",
            _ => CheckValue(method),
        };
        return expected is null
            ? null
            : new SignatureFault(anchor, expected, IsReturnType: true) { Type = TypeOf(rule.Result, parameters, hasOutput) };
    }

    /// <summary>The only type that a method may return; null when there are several.</summary>
    private static string? TypeOf(ResultShape shape, ImmutableArray<ParameterModel> parameters, bool hasOutput) => shape switch
    {
        ResultShape.Nothing => "void",
        ResultShape.ValueOrNothing when hasOutput => "void",
        ResultShape.Boolean => "bool",
        ResultShape.Number => "int",
        ResultShape.Time => "long",
        ResultShape.Text => "string",
        ResultShape.Aggregate when parameters.First(static p => p.Role == ParameterRole.Aggregate) is var aggregate =>
            aggregate.Passing == ParameterPassing.Ref ? "void" : aggregate.Type.Display,
        _ => null,
    };

    private static string? CheckValue(IMethodSymbol method) =>
        method.ReturnsVoid ? "a value"
        : method.ReturnType.IsRefLikeType && !TypeRefFactory.IsSpanOfBytes(method.ReturnType)
            ? "a type that can be kept: of the ref structs only ReadOnlySpan<byte>"
        : null;

    private static string? CheckAggregate(IMethodSymbol method, ImmutableArray<ParameterModel> parameters)
    {
        var aggregate = parameters.First(static p => p.Role == ParameterRole.Aggregate);
        int index = parameters.IndexOf(aggregate);
        return (aggregate.Passing == ParameterPassing.Ref, method.ReturnsVoid) switch
        {
            (true, true) => null,
            (true, false) => "nothing, since it changes its aggregate by ref: make it void",
            (false, true) => $"the new aggregate, '{aggregate.Type.Display}'",
            _ => Unless(
                IsSame(method.ReturnType, method.Parameters[index].Type),
                $"the new aggregate, '{aggregate.Type.Display}'"),
        };
    }

    /// <summary>What returns the type of a later parameter has its parameters in the wrong order.</summary>
    private static SignatureFault? FirstBeforeAggregate(IMethodSymbol method, ImmutableArray<ParameterModel> parameters)
    {
        int place = parameters.IndexOf(parameters.First(static p => p.Role == ParameterRole.Aggregate));
        if (method.ReturnsVoid || IsSame(method.ReturnType, method.Parameters[place].Type))
        {
            return null;
        }

        for (int i = place + 1; i < parameters.Length; i++)
        {
            if (parameters[i].Role is ParameterRole.Key or ParameterRole.Value && IsSame(method.ReturnType, method.Parameters[i].Type))
            {
                return new SignatureFault(
                    parameters[place].Anchor, $"the aggregate comes first: change the places of '{parameters[place].Name}' and '{parameters[i].Name}'");
            }
        }

        return null;
    }

    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(Underlying(one), Underlying(other));

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    private static bool Is(IMethodSymbol method, SpecialType type) => method.ReturnType.SpecialType == type;

    private static bool IsPair(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 };

    private static string? Unless(bool fits, string expected) => fits ? null : expected;
}
