namespace GenStreams.Testing.Tests.Topologies;

/// <summary>Sources that do different things with negative timestamps, of values that are no built-in ones.</summary>
[Topology("late")]
public partial class Late
{
    [Source("dropped", Timestamps = SourceTimestamps.LogAndSkipOnInvalid), Sink("kept")] private partial Stream<string, decimal> Dropped { get; }

    [Source("replaced", Timestamps = SourceTimestamps.UsePartitionTimeOnInvalid), Sink("moved")] private partial Stream<Colour, Point> Replaced { get; }
}

/// <summary>An enum, as a key.</summary>
public enum Colour
{
    /// <summary>Red.</summary>
    Red,

    /// <summary>Green.</summary>
    Green,
}

/// <summary>A struct, as a value.</summary>
public readonly record struct Point(int X, int Y);
