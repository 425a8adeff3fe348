using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>As <see cref="WorkLanes"/>, for grouped tables.</summary>
internal static class GroupedTableLanes
{
    public static void Describe(TableGroupWork work, LaneDraft key, LaneDraft value, LaneDraft old)
    {
        key.Uses |= FormsOf(work.Method, ParameterRole.Key, key.InType);
        value.Uses |= Forms.Presence | FormsOf(work.Method, ParameterRole.Value, value.InType);
        if (work.Method.ResultValue is null)
        {
            value.Uses |= Forms.Bytes;
        }

        old.Uses = value.Uses;
        key.Refines = true;
        foreach (var lane in new[] { key, value, old })
        {
            // The runtime makes the records.
            WorkLanes.Makes(lane, Forms.Bytes);
            lane.MakesNull = false;
        }
    }

    public static void Describe(TableAggregateWork work, LaneDraft key, LaneDraft value, LaneDraft old)
    {
        key.Uses |= Forms.Bytes
            | FormsOf(work.Adder, ParameterRole.Key, key.InType)
            | FormsOf(work.Subtractor, ParameterRole.Key, key.InType);
        key.Refines = true;
        value.Uses |= Forms.Presence | FormsOf(work.Adder, ParameterRole.Value, value.InType);
        old.Uses |= Forms.Presence | FormsOf(work.Subtractor, ParameterRole.Value, old.InType);
        WorkLanes.Makes(value, Forms.Decoded | Forms.Bytes);
        value.MakesNull = true;
        old.Passes = false;
        old.Makes = Forms.Decoded;
        old.MakesNull = true;
    }

    private static Forms FormsOf(MethodModel? method, ParameterRole role, LaneType lane)
    {
        var parameter = method?.Parameters.Items.FirstOrDefault(parameter => parameter.Role == role);
        return parameter is null ? Forms.None : WorkLanes.FormOf(parameter, lane);
    }
}
