using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>As <see cref="WorkLanes"/>, for joins of tables.</summary>
internal static class TableJoinLanes
{
    public static void Describe(TableSideJoinWork work, LaneDraft key, LaneDraft value, LaneDraft old)
    {
        var changed = work.FromLeft ? ParameterRole.Left : ParameterRole.Right;
        foreach (var parameter in work.Method.Parameters)
        {
            var lane = parameter.Role == ParameterRole.Key ? key : parameter.Role == changed ? value : null;
            if (lane is not null)
            {
                lane.Uses |= WorkLanes.FormOf(parameter, lane.InType);
            }
        }

        key.Uses |= work.Other.KeyForms(key);
        key.Refines = true;
        value.Uses |= Forms.Presence;
        old.Uses = work.NeedsOld ? Forms.Presence : Forms.None;
        foreach (var lane in new[] { value, old })
        {
            WorkLanes.Makes(lane, WorkLanes.ResultForm(work.Method));
            lane.MakesNull = true;
        }
    }

    public static void Describe(TableMergeWork work, LaneDraft key, LaneDraft value)
    {
        if (work.Store is not null)
        {
            key.Uses |= Forms.Bytes;
            value.Uses |= Forms.Bytes;
        }
    }
}
