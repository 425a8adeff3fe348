namespace GenStreams.Kafka.Tests;

/// <summary>A test that needs a broker; skipped, with the reason, where there is none.</summary>
public sealed class KafkaFactAttribute : FactAttribute
{
    public KafkaFactAttribute() => Skip = TestBroker.MissingBecause!;
}

/// <summary>A <see cref="KafkaFactAttribute"/> for each of several arguments.</summary>
public sealed class KafkaTheoryAttribute : TheoryAttribute
{
    public KafkaTheoryAttribute() => Skip = TestBroker.MissingBecause!;
}

/// <summary>For several arguments, a test that restarts the broker; skipped where the broker is not ours.</summary>
public sealed class RestartTheoryAttribute : TheoryAttribute
{
    public RestartTheoryAttribute() => Skip = TestBroker.NotRestartableBecause!;
}

/// <summary>A test that restarts the broker; skipped where the broker is not ours.</summary>
public sealed class RestartFactAttribute : FactAttribute
{
    public RestartFactAttribute() => Skip = TestBroker.NotRestartableBecause!;
}
