using System.Collections.Immutable;
using GenStreams.Generators.Extraction;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

/// <summary>Ties messages to the places that their anchors stand for.</summary>
internal static class DiagnosticReporter
{
    public static ImmutableArray<Diagnostic> Locate(ImmutableArray<TopologyDiagnostics> topologies, ImmutableArray<AnchorTable> tables)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var topology in topologies)
        {
            if (tables.FirstOrDefault(t => t.Topology == topology.Topology) is { } anchors)
            {
                found.AddRange(topology.Items.Items.Select(d => Create(d, anchors)));
            }
        }

        return found.ToImmutable();
    }

    private static Diagnostic Create(DiagnosticModel model, AnchorTable anchors) => Diagnostic.Create(
        DiagnosticDescriptors.Get(model.Id),
        anchors[model.Anchor],
        model.Related.Select(a => anchors[a]),
        model.Properties.ToImmutableDictionary(static p => p.Split('=')[0], static p => (string?)p.Substring(p.IndexOf('=') + 1)),
        [.. model.Arguments]);
}
