using GenStreams.Kafka.Tests.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenStreams.Kafka.Tests;

/// <summary>The tests as a program: an instance of <see cref="Enrichment"/> that a test can kill.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder(arguments);
        builder.Services.AddGenStreams(builder.Configuration.GetSection("GenStreams")).AddTopology<Enrichment>();
        builder.Build().Run();
    }
}
