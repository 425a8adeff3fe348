namespace GenStreams;

/// <summary>A record that the broker did not take.</summary>
/// <param name="Topic">The topic that it was for.</param>
/// <param name="Partition">The partition that it was for; -1 when none was chosen yet.</param>
/// <param name="Reason">What the client says.</param>
/// <param name="Code">The name of Kafka's error code, such as <c>MsgSizeTooLarge</c>.</param>
public readonly record struct DeliveryErrorContext(string Topic, int Partition, string Reason, string Code);
