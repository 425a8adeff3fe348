using GenStreams.Generators.Graph;
using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <content>Operators on two tables.</content>
internal sealed partial class PhysicalGraphBuilder
{
    /// <summary>Each table's changes look the other's rows up; what they make of them comes together again.</summary>
    private NodeDraft AddTableJoin(StreamNode node, JoinModel join, NodeDraft left, NodeDraft right)
    {
        var merge = new NodeDraft(node.Name, node.Name, Title(node), new TableMergeWork(join.Store), node.Output, node.Output);
        AddSide("-join-this", left, right, fromLeft: true).ForwardTo(merge);
        AddSide("-join-other", right, left, fromLeft: false).ForwardTo(merge);
        return Keep(merge);

        NodeDraft AddSide(string suffix, NodeDraft changed, NodeDraft other, bool fromLeft)
        {
            var view = new TableViewPlan("", other.Output.Key, other.Output.Value, []);
            var work = new TableSideJoinWork(join.Member.Method!, join.Kind, fromLeft, view);
            string title = $"{Title(node)}: a change of the {(fromLeft ? "left" : "right")}";
            var side = Below(changed, new NodeDraft(node.Name + suffix, node.Name, title, work, changed.Output, node.Output));
            side.Table = other;
            _physical.Groups.Add((other, side));
            return side;
        }
    }
}
