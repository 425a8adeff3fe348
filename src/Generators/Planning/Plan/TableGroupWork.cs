using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>Sends the changes of a table's rows to their groups: each group gets what comes to it and what leaves it.</summary>
/// <param name="Method">What gives a row's group and, when it returns a pair, what the row is there.</param>
internal sealed record TableGroupWork(MethodModel Method) : PlanWork;

/// <summary>Counts, reduces or aggregates the rows of a grouped table: an old value is taken out before a new one is added.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Adder">The method that adds; null for a count.</param>
/// <param name="Subtractor">The method that takes out; null for a count.</param>
/// <param name="Initializer">What gives the first aggregate; null for its type's default.</param>
/// <param name="Store">Its store.</param>
internal sealed record TableAggregateWork(
    AggregateKind Kind, MethodModel? Adder, MethodModel? Subtractor, MethodModel? Initializer, string Store) : PlanWork;
