namespace GenStreams;

/// <summary>What happens at the start when a changelog does not exist though the group has processed records whose traces it held.</summary>
public enum MissingChangelogPolicy
{
    /// <summary>The topology does not start, and says what is lost. The default.</summary>
    Fail,

    /// <summary>The changelog is made anew, its store begins empty, and the input goes on where the group has committed.</summary>
    StartEmpty,
}
