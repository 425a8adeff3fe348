using Microsoft.Extensions.Configuration;

namespace GenStreams.Hosting;

/// <summary>What the configuration says about the options of topologies.</summary>
/// <param name="Configuration">The section.</param>
internal sealed record OptionsSection(IConfiguration Configuration);
