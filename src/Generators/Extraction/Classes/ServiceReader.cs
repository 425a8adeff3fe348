using GenStreams.Generators.Collections;
using GenStreams.Generators.Extraction.Serdes;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads the parameters of a topology's constructor, with the meaning that they have when .NET itself makes a service.</summary>
internal sealed class ServiceReader(ExtractionContext context)
{
    /// <summary>Reads the parameters; none when one can be no service, which is reported.</summary>
    public EquatableArray<ServiceModel> Read(IMethodSymbol constructor)
    {
        var services = new List<ServiceModel>();
        foreach (var parameter in constructor.Parameters)
        {
            if (TypeRefFactory.IsBroken(parameter.Type))
            {
                return default;
            }

            if (Problem(parameter) is (var problem, var remedy))
            {
                var place = (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation) as ParameterSyntax)?.Type;
                context.Problems.Add(
                    DiagnosticIds.ServiceParameter,
                    context.Anchors.Add(place?.GetLocation() ?? Location.None),
                    parameter.Name,
                    problem,
                    context.Topology.Name,
                    remedy);
                return default;
            }

            services.Add(new ServiceModel(context.Lanes.Types.Create(parameter.Type), KeyOf(parameter), DefaultOf(parameter)));
        }

        return services.ToEquatableArray();
    }

    private static (string Problem, string Remedy)? Problem(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref or RefKind.Out or RefKind.RefReadOnlyParameter } => ("is passed by reference", "which pass values: take it by value"),
        { Type.IsRefLikeType: true } => ("is a ref struct, which no service is kept in", "which are objects: take a class"),
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("is a pointer", "which are objects: take a class"),
        { Type.SpecialType: SpecialType.System_Object } or { Type.TypeKind: TypeKind.Dynamic } when KeyOf(parameter) is null && !parameter.HasExplicitDefaultValue =>
            ("is any object", "which are found by their type: name one"),
        _ => null,
    };

    /// <summary>The key of <c>[FromKeyedServices]</c>; without a key, or with null for one, the service has none.</summary>
    private static string? KeyOf(IParameterSymbol parameter)
    {
        var attribute = parameter.GetAttributes().FirstOrDefault(a =>
            WellKnown.Is(a.AttributeClass, "Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute"));
        return attribute is { ConstructorArguments.Length: 1 } && attribute.ConstructorArguments[0] is { IsNull: false } key ? Constants.Expression(key) : null;
    }

    private static string? DefaultOf(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue is { } value ? Constants.Literal(value, parameter.Type) : "default"
        : IsNullable(parameter) ? "default"
        : null;

    private static bool IsNullable(IParameterSymbol parameter) =>
        parameter.Type.NullableAnnotation == NullableAnnotation.Annotated || MessagePackTypes.NullableValue(parameter.Type) is not null;
}
