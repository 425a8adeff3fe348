namespace GenStreams.Hosting;

/// <summary>What code says about the options of topologies.</summary>
/// <param name="Topology">The name of the options that it is about; null: all.</param>
/// <param name="Apply">Sets them.</param>
internal sealed record OptionsStep(string? Topology, Action<GenStreamsOptions> Apply);
