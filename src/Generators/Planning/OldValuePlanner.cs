using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>Sees to it that a table can tell the value before a change, for those who need it.</summary>
internal static class OldValuePlanner
{
    /// <summary>
    /// As in Kafka Streams, a table that is read from a topic is materialized for it; filters and mappings make old values of old values.
    /// </summary>
    public static void Require(NodeDraft table)
    {
        switch (table.Work)
        {
            case TableWork { Store: null } work:
                table.Work = work with { Store = table.Member };
                break;
            case TableFilterWork { Store: null } or TableMapValuesWork { Store: null }:
                Require(table.Inputs[0]);
                break;
        }
    }
}
