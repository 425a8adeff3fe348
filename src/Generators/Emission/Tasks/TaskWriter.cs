using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>What the writers of one task class share.</summary>
internal sealed class TaskWriter(TypeDeclaration declaration, SubTopologyPlan plan, TaskNames names)
{
    public TypeDeclaration Declaration { get; } = declaration;

    public SubTopologyPlan Plan { get; } = plan;

    public TaskNames Names { get; } = names;

    /// <summary>The field of a store.</summary>
    public string Store(string name) => Names.Store(Plan.Store(name));

    /// <summary>The field of a store of the user's own.</summary>
    public string UserStore(string member) => Names.UserStore(Plan.Stores.First(store => store.Node < 0 && store.Member == member));
}
