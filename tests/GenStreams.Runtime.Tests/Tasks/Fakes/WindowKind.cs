namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>What <see cref="WindowTopology"/> puts records into.</summary>
public enum WindowKind
{
    Tumbling,
    SharedTumbling,
    Sliding,
    Session,
    StreamJoin,
    JoinBuffer,
}
