namespace GenStreams;

/// <summary>When a windowed aggregation emits.</summary>
public enum Emit
{
    /// <summary>On every update.</summary>
    OnUpdate,

    /// <summary>Once, when the window has closed.</summary>
    OnClose,
}
