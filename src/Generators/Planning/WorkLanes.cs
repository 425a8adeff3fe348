using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What each kind of work reads of the lanes that reach it, and what it makes of them.</summary>
internal static class WorkLanes
{
    /// <summary>Fills in what the work uses, whether each lane passes, in which forms a new one is made, and what is known of nulls.</summary>
    public static void Describe(NodeDraft node)
    {
        var (key, value, old) = (node.Lanes.Key, node.Lanes.Value, node.Lanes.Old);
        switch (node.Work)
        {
            case SourceWork or PassWork or ChangesWork or EmitWork or JoinedWork or PunctuateWork:
                break;
            case ProcessWork work:
                Reads(work.Method, node);
                break;
            case FilterWork work:
                Reads(work.Method, node);
                break;
            case CallWork work:
                Reads(work.Method, node);
                break;
            case MapWork work:
                Reads(work.Method, node);
                Makes(key, Forms.Decoded);
                Makes(value, Forms.Decoded);
                break;
            case MapValuesWork work:
                Reads(work.Method, node);
                Makes(value, ResultForm(work.Method));
                break;
            case SelectKeyWork work:
                Reads(work.Method, node);
                Makes(key, ResultForm(work.Method));
                break;
            case FlatMapWork work:
                Reads(work.Method, node);
                Makes(key, Forms.Decoded);
                Makes(value, Forms.Decoded);
                break;
            case FlatMapValuesWork work:
                Reads(work.Method, node);
                Makes(value, work.Method.Parameters.Items.Any(p => p.Role == ParameterRole.BytesOutput) ? Forms.Bytes : Forms.Decoded);
                break;
            case PrintWork:
                key.Uses = Readable(key.InType);
                value.Uses = Readable(value.InType);
                break;
            case SplitWork work:
                foreach (var branch in work.Branches)
                {
                    Reads(branch.Predicate, node);
                }

                // A record that the first branch takes is not seen by the others.
                key.Refines = value.Refines = false;
                break;
            case RepartitionWork work:
                key.Uses = value.Uses = Forms.Bytes;
                Reads(work.Partitioner, node);
                break;
            case SinkWork work:
                key.Uses = value.Uses = Forms.Bytes;
                Reads(work.Sink.TopicSelector, node);
                Reads(work.Sink.Partitioner, node);
                break;
            case JoinSideWork work:
                StreamJoinLanes.Describe(node, work);
                break;
            default:
                TableWorkLanes.Describe(node, key, value, old);
                break;
        }
    }

    /// <summary>Notes which forms a method's parameters take.</summary>
    public static void Reads(MethodModel? method, NodeDraft node)
    {
        foreach (var parameter in method?.Parameters.Items ?? [])
        {
            var lane = parameter.Role switch
            {
                ParameterRole.Key => node.Lanes.Key,
                ParameterRole.Value or ParameterRole.Left => node.Lanes.Value,
                _ => null,
            };
            if (lane is not null)
            {
                lane.Uses |= FormOf(parameter, lane.InType);
                lane.Refines |= !parameter.Type.IsNullable && !parameter.Type.IsSpan;
            }
        }
    }

    /// <summary>Notes in which form a method takes the key, when the rest of what it takes is not the record's.</summary>
    public static void ReadsKey(MethodModel? method, NodeDraft node)
    {
        foreach (var parameter in (method?.Parameters.Items ?? []).Where(parameter => parameter.Role == ParameterRole.Key))
        {
            node.Lanes.Key.Uses |= FormOf(parameter, node.Lanes.Key.InType);
        }
    }

    /// <summary>The form that a parameter takes of a lane: of bytes that the upstream does not look into, the reader decodes its own type.</summary>
    public static Forms FormOf(ParameterModel parameter, LaneType lane) =>
        parameter.Type.IsSpan || (lane.Type.IsRaw && !parameter.Type.IsRaw) ? Forms.Bytes : Forms.Decoded;

    /// <summary>The form in which a method returns its result.</summary>
    public static Forms ResultForm(MethodModel method) => method.Returns is { IsSpan: true } ? Forms.Bytes : Forms.Decoded;

    /// <summary>Notes that the node makes a new key or value.</summary>
    public static void Makes(LaneDraft lane, Forms forms)
    {
        lane.Passes = false;
        lane.Makes = forms;
        lane.MakesNull = lane.OutType.Type is { IsNullable: true, IsSpan: false };
    }

    private static Forms Readable(LaneType lane) => lane.Type.IsRaw ? Forms.Bytes : Forms.Decoded;
}
