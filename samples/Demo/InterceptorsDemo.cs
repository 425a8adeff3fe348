using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Samples.Demo;

/// <summary>Interceptors of the user's own around the clients of a topology.</summary>
internal sealed class InterceptorsDemo : TopologyDemo<Yelling>
{
    private readonly TrafficMeter _meter = new(TimeProvider.System);

    public override string Name => "interceptors";

    public override string About => "Interceptors see each record on its way from and to the broker: they count, and measure its age.";

    protected override void AddServices(IServiceCollection services) => services
        .AddSingleton<IConsumeInterceptor>(_meter)
        .AddSingleton<IProduceInterceptor>(_meter);

    protected override void Write(DemoInput<Yelling> input)
    {
        for (int i = 0; i < 1000; i++)
        {
            input.Add<byte[]?, string>("yelling-input", null, "hello", DateTimeOffset.UtcNow);
        }
    }

    protected override void Show(DemoResults<Yelling> results, TextWriter output) => output.WriteLine(_meter);
}
