namespace GenStreams.Generators.Model;

/// <summary>Names of the facts that messages carry for code fixes.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The type that would be right.</summary>
    public const string Type = "type";
}
