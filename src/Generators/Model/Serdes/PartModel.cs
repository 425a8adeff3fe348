namespace GenStreams.Generators.Model.Serdes;

/// <summary>How a value inside of a MessagePack value is written and read.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Name">
/// For a leaf what follows <c>Write</c> and <c>Read</c>, such as <c>Int32</c>; for a codec the generated class; for an embedded value the
/// expression of its serde.
/// </param>
/// <param name="Type">The type, as in <see cref="CodecModel.Type"/>.</param>
/// <param name="IsNullable">Whether null is a value of it, which is nil on the wire.</param>
internal sealed record PartModel(PartKind Kind, string Name, string Type, bool IsNullable);

/// <summary>What writes and reads a value inside of another.</summary>
internal enum PartKind
{
    /// <summary>The MessagePack writer and reader themselves.</summary>
    Leaf,

    /// <summary>A generated codec.</summary>
    Codec,

    /// <summary>Another serde, whose bytes become binary data.</summary>
    Embedded,
}
