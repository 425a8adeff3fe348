using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;

namespace GenStreams.Generators.Diagnostics;

/// <summary>The messages about one topology.</summary>
internal sealed record TopologyDiagnostics(string Topology, EquatableArray<DiagnosticModel> Items);
