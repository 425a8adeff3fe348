using System.Collections.Immutable;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Binding;

/// <summary>A topology whose names are resolved.</summary>
/// <param name="Operators">The operators but for stores, each after those that it reads.</param>
/// <param name="Stores">The user's own stores, by name.</param>
internal sealed record BoundTopology(ImmutableArray<BoundOperator> Operators, ImmutableArray<StateStoreModel> Stores);
