namespace GenStreams.Generators.Model;

/// <summary>The values of <c>GenStreams.JoinKind</c>.</summary>
internal enum JoinKind
{
    Inner,
    Left,
    Outer,
}
