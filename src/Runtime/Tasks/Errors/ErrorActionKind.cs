namespace GenStreams;

/// <summary>Kinds of <see cref="ErrorAction"/>.</summary>
public enum ErrorActionKind
{
    /// <summary>The stream thread fails.</summary>
    Fail,

    /// <summary>The record is logged and left out.</summary>
    Skip,

    /// <summary>The record is left out, and goes to another topic.</summary>
    DeadLetter,
}
