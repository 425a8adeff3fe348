using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>As <see cref="WorkLanes"/>, for joins of two streams.</summary>
internal static class StreamJoinLanes
{
    public static void Describe(NodeDraft node, JoinSideWork work)
    {
        var (key, value) = (node.Lanes.Key, node.Lanes.Value);
        var method = work.Join.Method;
        key.Uses = TableWorkLanes.LookupForm(key, work.Join.Key);
        key.Refines = !work.IsOuter;
        value.Uses = Forms.Bytes;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Role == ParameterRole.Key)
            {
                key.Uses |= WorkLanes.FormOf(parameter, key.InType);
                key.Refines |= !parameter.Type.IsNullable && !parameter.Type.IsSpan;
            }
            else if (parameter.Role == (work.IsLeft ? ParameterRole.Left : ParameterRole.Right))
            {
                value.Uses |= WorkLanes.FormOf(parameter, value.InType);
            }
        }

        WorkLanes.Makes(value, WorkLanes.ResultForm(method));
    }
}
