namespace GenStreams.Generators.Planning;

/// <summary>A repartition topic that the planner puts before readers of a stream whose keys were changed.</summary>
/// <param name="Name">Its name before <c>-repartition</c>.</param>
/// <param name="Member">Its first reader.</param>
internal sealed record RepartitionTopic(string Name, string Member)
{
    /// <summary>The topic's name without the application id.</summary>
    public string Topic => Name + "-repartition";

    /// <summary>Whether records without a key must go through it, since a left join downstream keeps them.</summary>
    public bool KeepsNullKeys { get; set; }

    /// <summary>What reads it; null until its nodes are made.</summary>
    public NodeDraft? Source { get; set; }
}
