using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Keeps the names of generated members free. All of them begin with <see cref="Prefix"/>, so that a glance at a name is enough; but for
/// the two constants that are for users, which give way to members of theirs.
/// </summary>
internal sealed class NameReader(ExtractionContext context, AnchorId anchor)
{
    /// <summary>What generated names begin with, in any case, after underscores.</summary>
    private const string Prefix = "GenStreams";

    /// <summary>The class's own name, which no member of it can have, may begin so; only a nested class or a field of that name would be in its way.</summary>
    private const string NestedTask = "GenStreamsTask";

    private const string Field = "_genStreams";

    private static readonly string[] NestedTypes = ["GenStreamsSerdes", "GenStreamsWindowSerdes", "GenStreamsDescriptor"];

    /// <summary>Whether the class has no name that a generated member has; reports the first that it has.</summary>
    public bool AreFree()
    {
        var topology = context.Topology;
        if (NestedTypes.Contains(topology.Name)
            || topology.Name.StartsWith(NestedTask, StringComparison.Ordinal)
            || topology.Name.StartsWith(Field, StringComparison.Ordinal))
        {
            context.Problems.Add(DiagnosticIds.ReservedName, anchor, topology.Name, Prefix);
            return false;
        }

        var taken = topology.GetMembers().FirstOrDefault(static m => m.CanBeReferencedByName && IsReserved(m.Name) && !m.IsImplicitlyDeclared);
        if (taken is not null)
        {
            context.Problems.Add(DiagnosticIds.ReservedName, context.Anchors.AddName(taken), taken.Name, Prefix);
        }

        return taken is null;
    }

    /// <summary>The constants that can be generated: those whose name neither the class nor a member of it or of its base classes has.</summary>
    public EquatableArray<string> FreeConstants() =>
        TopologyModel.AllConstants.Where(name => context.Topology.Name != name && !IsTaken(name)).ToEquatableArray();

    private bool IsTaken(string name)
    {
        for (var type = context.Topology; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsReserved(string name) =>
        name.TrimStart('_') is var bare && bare.Length > Prefix.Length && bare.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
