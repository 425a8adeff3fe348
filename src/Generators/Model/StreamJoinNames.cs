namespace GenStreams.Generators.Model;

/// <summary>The names of what a join of two streams is made of: those that Kafka Streams gives it when the user names the join.</summary>
internal static class StreamJoinNames
{
    /// <summary>The stores of a join: left, right and, when records without a partner are kept, of those. None when it joins no streams.</summary>
    public static IEnumerable<string> StoresOf(JoinModel join)
    {
        if (join.Member.Window is not JoinWindowModel)
        {
            yield break;
        }

        string name = join.TopicName ?? join.Member.Name;
        yield return name + SideOf(join.Kind, isLeft: true) + "-store";
        yield return name + SideOf(join.Kind, isLeft: false) + "-store";
        if (join.Kind != JoinKind.Inner)
        {
            yield return name + (join.Kind == JoinKind.Outer ? "-outer" : "-left") + "-shared-join-store";
        }
    }

    /// <summary>What is put behind the name of a join for one of its sides: it tells whether records of the other are kept without a partner.</summary>
    public static string SideOf(JoinKind kind, bool isLeft) => isLeft
        ? kind == JoinKind.Outer ? "-outer-this-join" : "-this-join"
        : kind == JoinKind.Inner ? "-other-join" : "-outer-other-join";
}
