using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>
/// Decides how a source finds out that its records can be read: by a check, or by reading them at once, for those who want them read anyway.
/// </summary>
internal static class SourceReading
{
    /// <summary>Whether a source reads its key or value, and hands on what it has read.</summary>
    public static bool ReadsAhead(NodeDraft node, LaneDraft lane)
    {
        if (lane.Kind == LaneKind.Old
            || (lane.Needed & Forms.Decoded) == 0
            || node.Work is not SourceWork { Content: SourceContent.Values } source
            || !source.Checks(lane.InType))
        {
            return false;
        }

        return lane.InType.Serde.Check switch
        {
            // Nothing is gained: a look costs nothing.
            SerdeCheck.Look => false,

            // A walk is cheaper than to read for nobody.
            SerdeCheck.Walk => node.Outputs.Exists(output => IsReadBy(output, lane)),
            _ => true,
        };
    }

    private static bool IsReadBy(NodeDraft output, LaneDraft lane)
    {
        var next = output.Lanes[lane.Kind];
        return (next.Uses & Forms.Decoded) != 0 && LaneCarriage.Between(lane.OutType, next.InType) != Carriage.Bytes;
    }
}
