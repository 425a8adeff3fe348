using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission;

/// <summary>A file to generate, as a value: the same plan gives the same text.</summary>
/// <param name="HintName">Its name in the compilation.</param>
internal abstract record FilePlan(string HintName);

/// <summary>The topology itself: its descriptor, its properties, its constants.</summary>
internal sealed record TopologyFile(string HintName, TopologyPlan Plan) : FilePlan(HintName);

/// <summary>The task class of a sub-topology.</summary>
internal sealed record TaskFile(string HintName, TypeDeclaration Declaration, SubTopologyPlan Plan) : FilePlan(HintName);

/// <summary>The generated serdes.</summary>
internal sealed record SerdesFile(string HintName, TypeDeclaration Declaration, Collections.EquatableArray<CodecModel> Codecs) : FilePlan(HintName);
