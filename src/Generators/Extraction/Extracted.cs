using GenStreams.Generators.Model;

namespace GenStreams.Generators.Extraction;

/// <summary>What extraction makes of a topology class: the model, which all later passes see, and where its anchors are.</summary>
internal sealed record Extracted(TopologyModel Model, AnchorTable Anchors);
