using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>Service providers for tests.</summary>
internal static class TestServices
{
    public static IServiceProvider With(params object[] services)
    {
        var collection = new ServiceCollection();
        foreach (object service in services)
        {
            collection.AddSingleton(service.GetType(), service);
        }

        return collection.BuildServiceProvider();
    }
}
