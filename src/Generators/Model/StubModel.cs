using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>A topology that does not compile: what must be there for the rest of the user's program to compile.</summary>
/// <param name="Declaration">Where it goes.</param>
/// <param name="Properties">The declarations of the partial properties, up to their accessors.</param>
internal sealed record StubModel(TypeDeclaration Declaration, EquatableArray<string> Properties)
{
    /// <summary>The stub of a topology; null when nothing can be added to its class.</summary>
    public static StubModel? Of(TopologyModel model) => model.IsBlocked
        ? null
        : new StubModel(
            model.Declaration,
            model.Operators
                .Select(static o => o is InvalidModel invalid ? invalid.Property : o.Member.Property?.Declare(o.Member.Name))
                .OfType<string>()
                .ToEquatableArray());
}
