using System.Collections.Immutable;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Binding;

/// <summary>Finds the stores that methods take: the one of the parameter's type; of several, the one of the parameter's name.</summary>
internal sealed class StoreBinder(TopologyModel model, DiagnosticBag problems)
{
    private readonly StateStoreModel[] _stores = [.. model.Operators.OfType<StateStoreModel>()];

    /// <summary>Gives the operator with its store parameters bound; null when one is not, which is reported.</summary>
    public OperatorModel? Bind(OperatorModel operation)
    {
        if (operation.Member.Method is not { } method || !method.Parameters.Any(static p => p.Role == ParameterRole.Store))
        {
            return operation;
        }

        var parameters = ImmutableArray.CreateBuilder<ParameterModel>();
        bool isBound = true;
        foreach (var parameter in method.Parameters)
        {
            string? member = parameter.Role == ParameterRole.Store ? Find(operation, parameter) : parameter.Member;
            isBound &= member is not null || parameter.Role != ParameterRole.Store;
            parameters.Add(parameter with { Member = member });
        }

        var bound = method with { Parameters = parameters.ToImmutable() };
        return isBound ? operation with { Member = operation.Member with { Method = bound } } : null;
    }

    private string? Find(OperatorModel operation, ParameterModel parameter)
    {
        var ofType = _stores.Where(s => s.Member.Property!.Type.Identity == parameter.Type.Identity).ToArray();
        if (ofType.Length == 1)
        {
            return ofType[0].Member.Name;
        }

        var ofName = ofType.FirstOrDefault(s => IsNamed(s, parameter.Name));
        if (ofName is not null)
        {
            return ofName.Member.Name;
        }

        if (ofType.Length > 1)
        {
            string names = string.Join(", ", ofType.Select(static s => $"'{s.Member.Name}'"));
            problems.Add(
                DiagnosticIds.AmbiguousStore,
                parameter.Anchor,
                [.. ofType.Select(static s => s.Member.Anchor)],
                [],
                operation.Member.Name,
                parameter.Name,
                names);
        }
        else if (!model.Operators.Any(
            o => o is InvalidModel { Property: { } declared } && declared.Declaration.Contains(parameter.Type.Reference)))
        {
            problems.Add(DiagnosticIds.UnknownStore, parameter.Anchor, operation.Member.Name, parameter.Name, parameter.Type.Display);
        }

        return null;
    }

    private static bool IsNamed(StateStoreModel store, string name) =>
        string.Equals(store.Member.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(store.Store, name, StringComparison.OrdinalIgnoreCase);
}
