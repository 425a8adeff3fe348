namespace GenStreams.Kafka.Tests.KafkaStreams;

/// <summary>A test that needs a broker and Kafka Streams itself; skipped, with the reason, where there is none.</summary>
public sealed class KafkaStreamsTheoryAttribute : TheoryAttribute
{
    public KafkaStreamsTheoryAttribute() => Skip = (TestBroker.MissingBecause ?? KafkaStreamsProgram.MissingBecause)!;
}
