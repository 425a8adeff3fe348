using GenStreams.Generators.Model;

namespace GenStreams.Generators.Planning.Plan;

/// <summary>Subscribes the rows of the left table of a foreign-key join to the rows of the right table.</summary>
/// <param name="ForeignKey">What gives a row's foreign key.</param>
/// <param name="IsLeft">Whether rows without a partner are kept.</param>
internal sealed record ForeignKeySubscribeWork(MethodModel ForeignKey, bool IsLeft) : PlanWork;

/// <summary>Keeps subscriptions and answers them.</summary>
/// <param name="Store">The subscriptions.</param>
/// <param name="Right">The right table.</param>
internal sealed record ForeignKeyAnswerWork(string Store, TableViewPlan Right) : PlanWork;

/// <summary>Tells all that are subscribed to a row of the right table of its change.</summary>
/// <param name="Store">The subscriptions.</param>
internal sealed record ForeignKeyTellWork(string Store) : PlanWork;

/// <summary>Joins the rows of the left table with the answers.</summary>
/// <param name="Method">The joiner.</param>
/// <param name="Kind">Which rows without a partner are kept.</param>
/// <param name="Left">The left table.</param>
/// <param name="Right">The right table's values.</param>
internal sealed record ForeignKeyResolveWork(MethodModel Method, JoinKind Kind, TableViewPlan Left, LaneType Right) : PlanWork;

/// <summary>The subscriptions of a foreign-key join.</summary>
internal sealed record SubscriptionKind : StoreKind;
