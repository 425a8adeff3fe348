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
            || !source.Checks(lane.InType)
            || (lane.Kind == LaneKind.Key ? source.KeyIsReadFirst : source.ValueIsReadFirst))
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

    /// <summary>
    /// Notes which of its keys and values a source need not look at, as its only reader begins with them. Of value types only: to hand on what was
    /// read costs nothing else.
    /// </summary>
    public static void NoteFirstReads(NodeDraft node)
    {
        if (node is { Work: SourceWork { Content: SourceContent.Values } source, Outputs.Count: 1 }
            && node.Outputs[0] is { Work: var work } reader
            && work is FilterWork or MapWork or MapValuesWork or SelectKeyWork or FlatMapWork or FlatMapValuesWork or CallWork or ProcessWork)
        {
            node.Work = source with
            {
                KeyIsReadFirst = node.Lanes.Key.InType.Type.IsValueType && IsReadBy(reader, node.Lanes.Key),
                ValueIsReadFirst = node.Lanes.Value.InType.Type.IsValueType && IsReadBy(reader, node.Lanes.Value),
            };
        }
    }

    private static bool IsReadBy(NodeDraft output, LaneDraft lane)
    {
        var next = output.Lanes[lane.Kind];
        return (next.Uses & Forms.Decoded) != 0 && LaneCarriage.Between(lane.OutType, next.InType) != Carriage.Bytes;
    }
}
