using Microsoft.Extensions.Options;

namespace GenStreams.Hosting;

/// <summary>
/// Puts the options of a topology together: configuration for all, code for all, configuration for the topology, code for the topology.
/// </summary>
internal sealed class OptionsComposer(
    IEnumerable<OptionsStep> steps, IEnumerable<TopologyRegistration> topologies, IEnumerable<OptionsSection> sections)
    : IConfigureNamedOptions<GenStreamsOptions>
{
    /// <inheritdoc/>
    public void Configure(GenStreamsOptions options) => Configure(Options.DefaultName, options);

    /// <inheritdoc/>
    public void Configure(string? name, GenStreamsOptions options)
    {
        foreach (var section in sections)
        {
            OptionsReader.Read(section.Configuration, options);
        }

        Apply(topology: null, options);
        if (topologies.FirstOrDefault(t => t.OptionsName == name) is { } topology)
        {
            foreach (var section in sections)
            {
                OptionsReader.Read(section.Configuration.GetSection(OptionsReader.Topologies).GetSection(topology.Descriptor.Name), options);
            }

            Apply(name, options);
        }
    }

    private void Apply(string? topology, GenStreamsOptions options)
    {
        foreach (var step in steps.Where(s => s.Topology == topology))
        {
            step.Apply(options);
        }
    }
}
