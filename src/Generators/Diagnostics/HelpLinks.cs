namespace GenStreams.Generators.Diagnostics;

/// <summary>Where the page of an id is.</summary>
internal static class HelpLinks
{
    public const string Root = "https://github.com/genstreams/genstreams/blob/main/docs/diagnostics/";
    public const string Extension = ".md";
}
