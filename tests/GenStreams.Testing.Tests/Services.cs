namespace GenStreams.Testing.Tests;

/// <summary>A service provider of some objects.</summary>
internal sealed class Services(params object[] services) : IServiceProvider
{
    public object? GetService(Type serviceType) => Array.Find(services, serviceType.IsInstanceOfType);
}
