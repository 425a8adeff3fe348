using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    /// <summary>A join of two streams has a window, since it would have to keep all records for ever without; other joins have none.</summary>
    private bool CheckJoinWindow(JoinModel join, TypedEdge left, TypedEdge right)
    {
        bool isOfStreams = left.Kind == EdgeKind.Stream && right.Kind == EdgeKind.Stream;
        if (isOfStreams == join.Member.Window is not null)
        {
            return true;
        }

        if (isOfStreams)
        {
            _problems.Add(
                DiagnosticIds.MissingJoinWindow,
                join.Member.AttributeAnchor,
                join.Member.Name,
                join.Member.Inputs[0].Name,
                join.Member.Inputs[1].Name);
        }
        else
        {
            string table = join.Member.Inputs[left.Kind == EdgeKind.Stream ? 1 : 0].Name;
            _problems.Add(DiagnosticIds.NeedlessJoinWindow, join.Member.Window!.Anchor, join.Member.Name, table);
        }

        return false;
    }
}
