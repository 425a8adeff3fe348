namespace GenStreams.Generators.Model;

/// <summary>How a type is serialised.</summary>
/// <param name="Instance">
/// A C# expression for the one object of a sealed class that implements <c>ISerde&lt;T&gt;</c>, such as
/// <c>global::GenStreams.Serdes.StringSerde.Instance</c>; empty when there is a <paramref name="Problem"/>.
/// </param>
/// <param name="FixedSize">Bytes of every value of the type, where all are of one size; 0 otherwise.</param>
/// <param name="Problem">Why the type cannot be serialised, as the end of a sentence; null when it can.</param>
internal sealed record SerdeRef(string Instance, int FixedSize = 0, string? Problem = null)
{
    /// <summary>What it takes to know that bytes are a value of the type.</summary>
    public SerdeCheck Check { get; init; } = SerdeCheck.Unknown;

    /// <summary>With a problem: what to do; null when another type or a serde is all that helps.</summary>
    public string? Remedy { get; init; }

    /// <summary>With a problem: the attribute in fault; null when the type is.</summary>
    public AnchorId? Place { get; init; }

    /// <summary>What it is made of, when it is the serde of a windowed key; null for all others.</summary>
    public WindowedSerde? Windowed { get; init; }
}

/// <summary>What it takes to know that bytes are a value of a type.</summary>
internal enum SerdeCheck
{
    /// <summary>Whatever the serde does: its value may have to be made.</summary>
    Unknown,

    /// <summary>Nothing: all bytes are.</summary>
    None,

    /// <summary>A look at their length, or at a few bytes.</summary>
    Look,

    /// <summary>A walk through them, which makes nothing.</summary>
    Walk,
}
