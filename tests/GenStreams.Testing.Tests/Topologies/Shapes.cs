using System.Collections.Immutable;

namespace GenStreams.Testing.Tests.Topologies;

public enum Hue
{
    Red,
    Green,
}

public sealed record Corner(int X, long Y, double? Z);

/// <summary>Something of each kind that MessagePack values are made of, and itself.</summary>
public sealed record Shape(string Name, Hue Hue, Corner? Center)
{
    public List<Corner>? Corners { get; init; }

    public Dictionary<string, int>? Counts { get; init; }

    public Dictionary<long, Guid>? Ids { get; init; }

    public HashSet<int>? Marks { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public byte[]? Data { get; init; }

    public short[]? Numbers { get; init; }

    public decimal Price { get; init; }

    public float Weight { get; init; }

    public bool IsSolid { get; init; }

    public char Letter { get; init; }

    public ulong Large { get; init; }

    public DateTime Made { get; init; }

    public DateTimeOffset Sold { get; init; }

    public DateOnly Day { get; init; }

    public TimeOnly Hour { get; init; }

    public TimeSpan Age { get; init; }

    public Uri? Page { get; init; }

    public (int Left, string? Right) Pair { get; init; }

    public List<Shape>? Parts { get; init; }
}

[Topology("shapes")]
public partial class Shapes
{
    [Source("shapes")] private partial Stream<string, Shape> All { get; }

    [FilterNot(nameof(All)), Sink("fluid")] private static bool IsSolid(Shape shape) => shape.IsSolid;
}
