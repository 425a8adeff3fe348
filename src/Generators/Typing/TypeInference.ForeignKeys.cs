using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <content>Foreign-key joins.</content>
internal sealed partial class TypeInference
{
    private bool CheckForeignKey(JoinModel join, TypedEdge left, TypedEdge right)
    {
        if (join.Kind == JoinKind.Outer)
        {
            _problems.Add(DiagnosticIds.OuterForeignKeyJoin, join.Member.AnchorOf("Kind"), join.Member.Name);
            return false;
        }

        return CheckSelector(join, join.ForeignKey!, "ForeignKey", left, right);
    }
}
