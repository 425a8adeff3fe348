namespace GenStreams.Generators.Model;

/// <summary><c>[Repartition]</c>.</summary>
internal sealed record RepartitionModel(MemberModel Member, string? TopicName, int Partitions, MethodModel? Partitioner)
    : OperatorModel(Member);
