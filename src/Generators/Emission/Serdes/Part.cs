using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Code that writes or reads a value inside of another.</summary>
internal static class Part
{
    /// <summary>A statement that writes a value.</summary>
    public static string Write(PartModel part, string value) => part.Kind switch
    {
        PartKind.Leaf => $"writer.Write{part.Name}({value});",
        PartKind.Codec => $"{part.Name}.Write(ref writer, {value});",
        _ => $"writer.WriteEmbedded<{part.Type}>({part.Name}, {value});",
    };

    /// <summary>An expression that reads a value.</summary>
    public static string Read(PartModel part) => part.Kind switch
    {
        PartKind.Leaf => $"reader.Read{part.Name}()",
        PartKind.Codec => $"{part.Name}.Read(ref reader)",
        _ => $"reader.ReadEmbedded<{part.Type}>({part.Name})",
    };
}
