namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>Stream-stream joins.</summary>
internal static class StreamJoinScenarios
{
    private const string StreamTime = "which rows are still there, and when those without a partner go, depends on the time that the task has seen";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of<JoinStreamStreamInner>("join-stream-stream-inner", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamLeft>("join-stream-stream-left", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamOuter>("join-stream-stream-outer", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamInnerGrace>("join-stream-stream-inner-grace", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamLeftGrace>("join-stream-stream-left-grace", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamOuterGrace>("join-stream-stream-outer-grace", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamInnerAsymmetric>("join-stream-stream-inner-asymmetric", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamLeftAsymmetric>("join-stream-stream-left-asymmetric", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamOuterAsymmetric>("join-stream-stream-outer-asymmetric", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamSelf>("join-stream-stream-self", needsOnePartition: StreamTime),
        Scenario.Of<JoinStreamStreamRekeyed>("join-stream-stream-rekeyed", needsOnePartition: StreamTime),
        Scenario.Of<JoinClickEnrichment>("join-click-enrichment", needsOnePartition: StreamTime),
        Scenario.Of<JoinCoupons>("join-coupons", needsOnePartition: StreamTime),
    ];
}
