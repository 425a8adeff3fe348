using GenStreams.Tasks;
using GenStreams.Topologies;

namespace GenStreams.Hosting;

/// <summary>A topology among the services. Its options have the name <see cref="OptionsName"/>.</summary>
/// <param name="OptionsName">The full name of its class.</param>
/// <param name="Descriptor">The topology.</param>
/// <param name="CreateFactory">Makes what makes its tasks.</param>
internal sealed record TopologyRegistration(
    string OptionsName, TopologyDescriptor Descriptor, Func<IServiceProvider, StreamTaskFactory> CreateFactory);
