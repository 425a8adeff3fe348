namespace GenStreams;

/// <summary>Which records without a partner a join keeps; its method gets null for the other side.</summary>
public enum JoinKind
{
    /// <summary>None.</summary>
    Inner,

    /// <summary>Those of the left side.</summary>
    Left,

    /// <summary>Those of both sides.</summary>
    Outer,
}
