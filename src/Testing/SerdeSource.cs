using GenStreams.Topologies;

namespace GenStreams.Testing;

/// <summary>
/// Finds serdes for what a test reads and writes: the one that the topology has for the topic, else a built-in one. A type that does not
/// fit the topology's is refused, so that a test does not compare bytes that were read as something else.
/// </summary>
internal sealed class SerdeSource(TopologyDescriptor topology, string applicationId)
{
    private readonly Dictionary<string, TopicSerdes> _topics = topology.TopicSerdes
        .GroupBy(serdes => serdes.Topic.Resolve(applicationId), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public ISerde<T> OfKeys<T>(string? topic) => Of<T>(topic, "keys", Topic(topic)?.Key);

    public ISerde<T> OfValues<T>(string? topic) => Of<T>(topic, "values", Topic(topic)?.Value);

    private static ISerde<T> Of<T>(string? topic, string what, object? known)
    {
        if (known is ISerde<T> own)
        {
            return own;
        }

        if (known is not null && NullableSerdes.Find<T>(known) is { } nullable)
        {
            return nullable;
        }

        var builtIn = BuiltInSerdes.Find<T>(out var plain);
        if (known is not null && typeof(T) != typeof(byte[]) && plain != known)
        {
            throw new ArgumentException(
                $"The {what} of topic '{topic}' are asked for as {NameOf(typeof(T))}, but the topology has {known.GetType().Name} for them: "
                + $"use its type, or byte[], or pass a serde of {NameOf(typeof(T))} as '{what}'.");
        }

        return builtIn ?? throw new ArgumentException(
            $"There is no built-in serde of {NameOf(typeof(T))} for the {what} of {(topic is null ? "the store" : $"topic '{topic}'")}: "
            + $"pass an ISerde<{NameOf(typeof(T))}> as '{what}'.");
    }

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } value ? value.Name + "?" : type.Name;

    private TopicSerdes? Topic(string? topic) => topic is null ? null : _topics.GetValueOrDefault(topic);
}
