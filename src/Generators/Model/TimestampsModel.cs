namespace GenStreams.Generators.Model;

/// <summary>How a source gets the times of its records.</summary>
/// <param name="Policy">What becomes of negative ones.</param>
/// <param name="Extractor">The method that gives them; null for those of the topic.</param>
internal sealed record TimestampsModel(SourceTimestamps Policy, MethodModel? Extractor)
{
    /// <summary>Those of the topic, which must be valid.</summary>
    public static TimestampsModel Default { get; } = new(SourceTimestamps.FailOnInvalid, Extractor: null);
}

/// <summary>The values of <c>GenStreams.SourceTimestamps</c>.</summary>
internal enum SourceTimestamps
{
    FailOnInvalid,
    LogAndSkipOnInvalid,
    UsePartitionTimeOnInvalid,
    WallClock,
}
