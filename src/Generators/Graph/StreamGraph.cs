using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Graph;

/// <summary>A topology's dataflow graph: names are resolved, types are known on every edge, and all is valid.</summary>
/// <param name="Model">The topology it was made of.</param>
/// <param name="Nodes">The operators in topological order, ties by name. A store of the user's own is no node.</param>
/// <param name="Stores">The user's own stores, by name.</param>
internal sealed record StreamGraph(TopologyModel Model, EquatableArray<StreamNode> Nodes, EquatableArray<StateStoreModel> Stores);
