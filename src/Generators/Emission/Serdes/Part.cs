using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Code that writes, reads or checks a value inside of another.</summary>
internal static class Part
{
    /// <summary>A statement that writes a value.</summary>
    public static string Write(PartModel part, string value) => part.Kind switch
    {
        PartKind.Leaf => $"writer.Write{part.Name}({value});",
        PartKind.Codec => $"{part.Name}.Write(ref writer, {value});",
        _ => $"writer.WriteEmbedded<{part.Type}>({part.Name}, {value});",
    };

    /// <summary>A statement that goes past a value and fails where reading it would.</summary>
    public static string Check(PartModel part) => part.Kind switch
    {
        PartKind.Leaf when part.Name is "String" or "ByteArray" => $"reader.Check{part.Name}();",
        PartKind.Leaf => Read(part) + ";",
        PartKind.Codec => $"{part.Name}.Check(ref reader);",
        _ => $"reader.CheckEmbedded<{part.Type}>({part.Name});",
    };

    /// <summary>An expression that reads a value.</summary>
    public static string Read(PartModel part) => part.Kind switch
    {
        PartKind.Leaf => $"reader.Read{part.Name}()",
        PartKind.Codec => $"{part.Name}.Read(ref reader)",
        _ => $"reader.ReadEmbedded<{part.Type}>({part.Name})",
    };
}
