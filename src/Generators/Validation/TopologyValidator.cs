using GenStreams.Generators.Model;
using GenStreams.Generators.Typing;
using GenStreams.Generators.Validation.Rules;

namespace GenStreams.Generators.Validation;

/// <summary>Checks what concerns more than one edge. All rules, in the order in which they run.</summary>
internal static class TopologyValidator
{
    /// <summary>Checks a topology as far as its types could be found.</summary>
    public static void Validate(TypedTopology topology, DiagnosticBag problems)
    {
        NameRule.Check(topology, problems);
        DuplicateTopicRule.Check(topology, problems);
        TopicTypeRule.Check(topology, problems);
        StoreNameRule.Check(topology, problems);
        RepartitionNameRule.Check(topology, problems);
        NeedlessRepartitionRule.Check(topology, problems);
        BranchRule.Check(topology, problems);
        CopartitionRule.Check(topology, problems);
        SerdeRule.Check(topology, problems);

        // What seems to do nothing may be read by an operator that is in fault.
        if (!problems.HasErrors && topology.Nodes.All(static n => n.Output is not null))
        {
            ReaderRule.Check(topology, problems);
            TopicLoopRule.Check(topology, problems);
        }
    }
}
