namespace GenStreams.Generators;

/// <summary>Names of the pipeline's steps, by which tests ask what ran again.</summary>
internal static class TrackingNames
{
    public const string Extract = nameof(Extract);
    public const string Model = nameof(Model);
    public const string Compile = nameof(Compile);
    public const string Files = nameof(Files);
    public const string Stubs = nameof(Stubs);
    public const string HintNames = nameof(HintNames);
    public const string Diagnostics = nameof(Diagnostics);
    public const string Report = nameof(Report);
}
