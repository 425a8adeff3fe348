namespace GenStreams.Topologies;

/// <summary>A place in generated code where an exception can come from.</summary>
/// <param name="Member">The member whose work it is.</param>
/// <param name="Kind">What is done there.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StepDescriptor(string Member, StepKind Kind);
