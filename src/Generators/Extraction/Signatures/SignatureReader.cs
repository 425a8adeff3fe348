using System.Collections.Immutable;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads the methods of a topology: gives each parameter its role, and finds what the method makes.</summary>
internal sealed class SignatureReader(LaneFactory lanes, AnchorTableBuilder anchors, CancellationToken cancellation)
{
    /// <summary>Reads a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rule">What its operator allows.</param>
    /// <param name="fault">Why it is none of that; its problem is empty when the C# compiler has reported it already.</param>
    public MethodModel? Read(IMethodSymbol method, SignatureRule rule, out SignatureFault? fault)
    {
        var name = anchors.AddName(method);
        var returnAnchor = anchors.Add(ReturnTypeOf(method)?.GetLocation() ?? Location.None);
        fault = SynchronyRule.Check(method, anchors, cancellation) ?? CheckForm(method, name, returnAnchor) ?? CheckParameterForms(method);
        if (fault is not null)
        {
            return null;
        }

        var parameters = ReadParameters(method, rule, name, returnAnchor, ref fault);
        if (fault is not null)
        {
            return null;
        }

        fault = ReturnChecker.Check(method, rule, parameters, returnAnchor);
        return fault is null ? Build(method, rule, parameters, returnAnchor) : null;
    }

    private SignatureFault? CheckForm(IMethodSymbol method, AnchorId name, AnchorId returnAnchor) =>
        TypeRefFactory.IsBroken(method.ReturnType) ? SignatureFault.Silent
        : method.Parameters.Any(static p => TypeRefFactory.IsBroken(p.Type)) ? SignatureFault.Silent
        : method.IsGenericMethod ? new SignatureFault(name, "it is generic")
        : method.ReturnsByRef || method.ReturnsByRefReadonly
            ? new SignatureFault(returnAnchor, "a value, not a reference to one", IsReturnType: true)
        : method.IsAbstract ? new SignatureFault(name, "it is abstract")
        : ConditionOf(method) is { } condition
            ? new SignatureFault(condition, "calls of it are left out where its [Conditional] symbol is not defined: write the condition into its body")
        : null;

    private AnchorId? ConditionOf(IMethodSymbol method) =>
        method.GetAttributes().FirstOrDefault(static a => WellKnown.Is(a.AttributeClass, "System.Diagnostics", "ConditionalAttribute"))
            ?.ApplicationSyntaxReference?.GetSyntax(cancellation) is { } attribute
            ? anchors.Add(attribute)
            : null;

    /// <summary>Finds a parameter that no operator passes anything for.</summary>
    private SignatureFault? CheckParameterForms(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            string? problem = parameter.IsParams ? "is 'params': take one value"
                : parameter.IsOptional ? "has a default value, which is never used: take what does not come with the record in the constructor"
                : null;
            if (problem is not null)
            {
                return new SignatureFault(AnchorOf(parameter), $"'{parameter.Name}' {problem}");
            }
        }

        return null;
    }

    private AnchorId AnchorOf(IParameterSymbol parameter)
    {
        var syntax = SyntaxOf(parameter);
        return anchors.Add(((SyntaxNode?)syntax?.Type ?? syntax)?.GetLocation() ?? Location.None);
    }

    private ParameterSyntax? SyntaxOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as ParameterSyntax;

    private ImmutableArray<ParameterModel> ReadParameters(
        IMethodSymbol method, SignatureRule rule, AnchorId name, AnchorId returnAnchor, ref SignatureFault? fault)
    {
        var kinds = method.Parameters.Select(static p => ParameterKinds.Of(p.Type)).ToArray();
        int count = kinds.Count(static k => k == ParameterKind.Data);
        if (RolesOf(rule.Data, count) is not { } roles)
        {
            fault = CountFault(method, rule, kinds, name);
            return [];
        }

        var parameters = ImmutableArray.CreateBuilder<ParameterModel>(kinds.Length);
        int data = 0;
        for (int i = 0; i < kinds.Length && fault is null; i++)
        {
            var role = kinds[i] == ParameterKind.Data ? roles[data++] : ParameterKinds.RoleOf(kinds[i]);
            parameters.Add(ReadParameter(method.Parameters[i], kinds[i], role, rule, ref fault));
        }

        bool manyOutputs = rule.Extras.HasFlag(Extras.ManyOutputs);
        var outputs = parameters.Where((_, i) => kinds[i] is ParameterKind.ValueOutput or ParameterKind.BytesOutput
            || (kinds[i] is ParameterKind.KeyValueOutput && !manyOutputs)).ToArray();
        fault ??= outputs.Length > 1 ? new SignatureFault(outputs[1].Anchor, $"'{outputs[1].Name}' is a second output")
            : outputs.Length > 0 || !rule.Extras.HasFlag(Extras.NeedsOutput) ? null
            : method.ReturnsVoid ? new SignatureFault(name, "it takes no output")
            : new SignatureFault(returnAnchor, "nothing: take an output and emit to it", IsReturnType: true);
        return parameters.ToImmutable();
    }

    /// <summary>Says which parameter is too much, or that some are missing.</summary>
    private SignatureFault CountFault(IMethodSymbol method, SignatureRule rule, ParameterKind[] kinds, AnchorId name)
    {
        var data = method.Parameters.Where((_, i) => kinds[i] == ParameterKind.Data).ToArray();
        int most = MostOf(rule.Data);
        return data.Length > most
            ? new SignatureFault(AnchorOf(data[most]), $"'{data[most].Name}' is more than it is given: what comes from the services is taken in the constructor")
            : new SignatureFault(name, data.Length == 0 ? "it takes no value" : $"it takes only {data.Length} of what it is given");
    }

    private static int MostOf(DataShape shape) => shape switch
    {
        DataShape.Nothing => 0,
        DataShape.Record => 2,
        _ => 3,
    };

    private ParameterModel ReadParameter(
        IParameterSymbol parameter, ParameterKind kind, ParameterRole role, SignatureRule rule, ref SignatureFault? fault)
    {
        var anchor = AnchorOf(parameter);
        bool takesRef = role == ParameterRole.Aggregate;
        fault ??= ParameterKinds.Problem(kind, rule.Extras) is { } problem ? new SignatureFault(anchor, $"'{parameter.Name}' {problem}")
            : parameter.RefKind is RefKind.Out or RefKind.RefReadOnlyParameter || (parameter.RefKind == RefKind.Ref && !takesRef)
                ? new SignatureFault(anchor, $"'{parameter.Name}' is passed by reference: take it by value or by 'in'")
            : role == ParameterRole.Partitions && parameter.Type.SpecialType != SpecialType.System_Int32
                ? new SignatureFault(anchor, $"'{parameter.Name}' is not an int")
            : null;
        var passing = parameter.RefKind switch
        {
            RefKind.In => ParameterPassing.In,
            RefKind.Ref => ParameterPassing.Ref,
            _ => ParameterPassing.Value,
        };
        return new ParameterModel(parameter.Name, lanes.Types.Create(parameter.Type), role, passing, Member: null, anchor)
        {
            Serde = kind == ParameterKind.Data && role != ParameterRole.Partitions
                ? lanes.SerdeOf(parameter.Type, SerdeOverride.None)
                : null,
            Emitted = kind == ParameterKind.KeyValueOutput ? EmittedBy(parameter) : null,
        };
    }

    /// <summary>What goes into an <c>Output&lt;TKey, TValue&gt;</c>: a serde on the method is that of its own stream.</summary>
    private EdgeType EmittedBy(IParameterSymbol parameter)
    {
        var types = ((INamedTypeSymbol)parameter.Type).TypeArguments;
        return new EdgeType(
            EdgeKind.Stream,
            lanes.Create(types[0], SerdeOverride.Read(parameter.ContainingSymbol, key: true)),
            lanes.Create(types[1], SerdeOverride.Read(parameter.ContainingSymbol, key: false)));
    }

    private static ParameterRole[]? RolesOf(DataShape shape, int count) => (shape, count) switch
    {
        (DataShape.Nothing, 0) => [],
        (DataShape.Record, 1) => [ParameterRole.Value],
        (DataShape.Record, 2) => [ParameterRole.Key, ParameterRole.Value],
        (DataShape.Aggregate, 2) => [ParameterRole.Aggregate, ParameterRole.Value],
        (DataShape.Aggregate, 3) => [ParameterRole.Aggregate, ParameterRole.Key, ParameterRole.Value],
        (DataShape.Sides, 2) => [ParameterRole.Left, ParameterRole.Right],
        (DataShape.Sides, 3) => [ParameterRole.Key, ParameterRole.Left, ParameterRole.Right],
        (DataShape.Partitioned, 3) => [ParameterRole.Key, ParameterRole.Value, ParameterRole.Partitions],
        _ => null,
    };

    private MethodModel Build(IMethodSymbol method, SignatureRule rule, ImmutableArray<ParameterModel> parameters, AnchorId returnAnchor)
    {
        var elements = rule.Result == ResultShape.Pair && method.ReturnType is INamedTypeSymbol tuple
            ? tuple.TupleElements.Select(static e => e.Type).ToArray()
            : [];
        var (key, value, whole) = FindResult(method, rule, parameters, elements, returnAnchor);
        var (keyAnchor, valueAnchor) = key is not null && value is not null ? anchors.AddPair(MadeType(method, rule), whole) : (whole, whole);
        return new MethodModel(
            method.Name,
            method.IsStatic,
            method.ReturnsVoid ? null : lanes.Types.Create(method.ReturnType),
            elements.Select(lanes.Types.Create).ToImmutableArray(),
            parameters,
            returnAnchor)
        {
            ResultKey = key is null ? null : lanes.Create(key, SerdeOverride.Read(method, key: true)),
            ResultValue = value is null ? null : lanes.Create(value, SerdeOverride.Read(method, key: false)),
            ResultKeyAnchor = keyAnchor,
            ResultAnchor = valueAnchor,
        };
    }

    /// <summary>Where both the new key and the new value are written.</summary>
    private TypeSyntax? MadeType(IMethodSymbol method, SignatureRule rule) => rule.Result == ResultShape.Pair
        ? ReturnTypeOf(method)
        : SyntaxOf(method.Parameters.First(static p => ParameterKinds.Of(p.Type) == ParameterKind.KeyValueOutput))?.Type;

    private static (ITypeSymbol? Key, ITypeSymbol? Value, AnchorId Anchor) FindResult(
        IMethodSymbol method, SignatureRule rule, ImmutableArray<ParameterModel> parameters, ITypeSymbol[] elements, AnchorId returnAnchor)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            var type = method.Parameters[i].Type;
            var anchor = parameters[i].Anchor;
            switch (ParameterKinds.Of(type))
            {
                case ParameterKind.ValueOutput:
                    return (null, ((INamedTypeSymbol)type).TypeArguments[0], anchor);
                case ParameterKind.KeyValueOutput when !rule.Extras.HasFlag(Extras.ManyOutputs):
                    return (((INamedTypeSymbol)type).TypeArguments[0], ((INamedTypeSymbol)type).TypeArguments[1], anchor);
                case ParameterKind.BytesOutput:
                    return (null, BytesOf(type), anchor);
                case ParameterKind.Data when method.ReturnsVoid && parameters[i].Role == ParameterRole.Aggregate:
                    return (null, type, anchor);
            }
        }

        return rule.Result switch
        {
            ResultShape.Key => (method.ReturnType, null, returnAnchor),
            ResultShape.Pair => (elements[0], elements[1], returnAnchor),
            ResultShape.Value or ResultShape.Aggregate or ResultShape.ValueOrNothing when !method.ReturnsVoid =>
                (null, method.ReturnType, returnAnchor),
            _ => (null, null, returnAnchor),
        };
    }

    /// <summary>The type of what a <c>BytesOutput</c> gives: that of its indexer, <c>ReadOnlySpan&lt;byte&gt;</c>.</summary>
    private static ITypeSymbol? BytesOf(ITypeSymbol bytesOutput) =>
        bytesOutput.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(static p => p.IsIndexer)?.Type;

    private TypeSyntax? ReturnTypeOf(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as MethodDeclarationSyntax)?.ReturnType;
}
