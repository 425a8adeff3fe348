namespace GenStreams;

/// <summary>The window of an aggregation or a stream-stream join. All durations are texts such as <c>"5s"</c>, <c>"20m"</c>, <c>"1h30m"</c>, <c>"250ms"</c>, <c>"7d"</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class WindowAttribute : Attribute
{
    /// <summary>Size of windows that follow each other.</summary>
    public string? Tumbling { get; set; }

    /// <summary>Size of windows that overlap; needs <see cref="Advance"/>.</summary>
    public string? Hopping { get; set; }

    /// <summary>Distance between the starts of hopping windows.</summary>
    public string? Advance { get; set; }

    /// <summary>Greatest distance of two records of one window.</summary>
    public string? Sliding { get; set; }

    /// <summary>Gap of inactivity that ends a session.</summary>
    public string? Session { get; set; }

    /// <summary>For joins: greatest distance of the two records, either way.</summary>
    public string? Within { get; set; }

    /// <summary>For joins: how long the right record may lie before the left.</summary>
    public string? Before { get; set; }

    /// <summary>For joins: how long the right record may lie after the left.</summary>
    public string? After { get; set; }

    /// <summary>How long after its end a window still takes late records; none when null.</summary>
    public string? Grace { get; set; }

    /// <summary>How long a window is kept in its store.</summary>
    public string? Retention { get; set; }

    /// <summary>On every update, or once when the window has closed.</summary>
    public Emit Emit { get; set; }
}
