using GenStreams.Generators.Collections;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;

namespace GenStreams.Generators;

/// <summary>What comes of a topology: a graph and files to generate, or messages that say why not.</summary>
/// <param name="Topology">The metadata name of the class.</param>
/// <param name="Graph">The graph; null when there are errors.</param>
/// <param name="Files">What is generated of it; nothing when there are errors.</param>
/// <param name="Stub">
/// What to generate instead, so that the errors are all that the user sees; null when there is a graph, or nothing can be added to the
/// class.
/// </param>
/// <param name="Diagnostics">The messages.</param>
internal sealed record CompiledTopology(
    string Topology,
    StreamGraph? Graph,
    EquatableArray<FilePlan> Files,
    StubModel? Stub,
    EquatableArray<DiagnosticModel> Diagnostics);
