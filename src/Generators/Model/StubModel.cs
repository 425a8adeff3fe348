using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>A topology that does not compile: what must be there for the rest of the user's program to compile.</summary>
/// <param name="Declaration">Where it goes.</param>
/// <param name="Properties">The partial properties.</param>
internal sealed record StubModel(TypeDeclaration Declaration, EquatableArray<StubProperty> Properties)
{
    /// <summary>The stub of a topology; null when nothing can be added to its class.</summary>
    public static StubModel? Of(TopologyModel model) => model.IsBlocked
        ? model.Stub
        : new StubModel(model.Declaration, model.Operators.Select(PropertyOf).OfType<StubProperty>().ToEquatableArray()) { Constants = model.Constants };

    /// <summary>The constants that users may name.</summary>
    public EquatableArray<string> Constants { get; init; }

    /// <summary>Whether it implements what the runtime asks of topologies, so that code that registers the class compiles.</summary>
    public bool HasContract { get; init; } = true;

    private static StubProperty? PropertyOf(OperatorModel operation) =>
        operation is InvalidModel invalid ? invalid.Property
        : operation.Member.Property is { } property ? new StubProperty(property.Declare(operation.Member.Name), Setter: null)
        : null;
}

/// <summary>A partial property that a stub implements.</summary>
/// <param name="Declaration">Its declaration up to its accessors.</param>
/// <param name="Setter"><c>set</c>, <c>init</c> or null: a property may have what no operator's has.</param>
internal sealed record StubProperty(string Declaration, string? Setter);
