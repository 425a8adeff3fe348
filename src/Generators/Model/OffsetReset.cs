namespace GenStreams.Generators.Model;

/// <summary>The values of <c>GenStreams.OffsetReset</c>.</summary>
internal enum OffsetReset
{
    Earliest,
    Latest,
}
