using GenStreams.Topologies;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Runtime.Tests.Topologies;

/// <summary>Constructor parameters get what .NET's own <see cref="ActivatorUtilities"/> gives them.</summary>
public sealed class TopologyServicesTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton("plain")
        .AddKeyedSingleton("b", "keyed")
        .AddKeyedSingleton(7, "seven")
        .AddSingleton(typeof(int), 5)
        .BuildServiceProvider();

    [Fact]
    public void A_registered_service_goes_before_the_default()
    {
        var made = ActivatorUtilities.CreateInstance<Registered>(Services);

        Assert.Equal((made.Text, made.Number), (TopologyServices.Optional(Services, "x"), TopologyServices.Optional(Services, 3)));
        Assert.Equal(("plain", 5), (made.Text, made.Number));
    }

    [Fact]
    public void A_default_stands_for_what_is_not_registered()
    {
        var made = ActivatorUtilities.CreateInstance<Defaults>(Services);

        Assert.Equal(made.Top, TopologyServices.Optional(Services, 3L));
        Assert.Equal(made.When, TopologyServices.Optional<DateTime>(Services, default));
        Assert.Equal(3, made.Top);
    }

    [Fact]
    public void A_key_finds_its_service()
    {
        var made = ActivatorUtilities.CreateInstance<Keyed>(Services);

        Assert.Equal((made.B, made.Seven), (TopologyServices.Required<string>(Services, "T", key: "b"), TopologyServices.Required<string>(Services, "T", key: 7)));
        Assert.Equal(("keyed", "seven"), (made.B, made.Seven));
    }

    [Fact]
    public void A_value_that_is_not_registered_is_missed_not_zero()
    {
        Assert.Throws<InvalidOperationException>(() => ActivatorUtilities.CreateInstance<Missing>(Services));

        var error = Assert.Throws<InvalidOperationException>(() => TopologyServices.Required<long>(Services, "Orders"));
        Assert.Contains("The constructor of Orders takes a System.Int64", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidOperationException>(() => TopologyServices.Required<string>(Services, "Orders", key: "c"));
        Assert.Contains("with the key 'c'", error.Message, StringComparison.Ordinal);
    }

    private sealed class Registered(string text = "x", int number = 3)
    {
        public string Text { get; } = text;

        public int Number { get; } = number;
    }

    private sealed class Defaults(long top = 3, DateTime when = default)
    {
        public long Top { get; } = top;

        public DateTime When { get; } = when;
    }

    private sealed class Keyed([FromKeyedServices("b")] string b, [FromKeyedServices(7)] string seven)
    {
        public string B { get; } = b;

        public string Seven { get; } = seven;
    }

    private sealed class Missing(long top)
    {
        public long Top { get; } = top;
    }
}
