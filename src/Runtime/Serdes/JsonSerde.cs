using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GenStreams.Serdes;

/// <summary>JSON as UTF-8, through the metadata that System.Text.Json's source generator makes; without reflection.</summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class JsonSerde<T> : ISerde<T>
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    [ThreadStatic]
    private static JsonSerde<T>? _writerOwner;

    private readonly JsonTypeInfo<T> _type;

    /// <summary>JSON as a context says.</summary>
    /// <param name="type">What <c>MyContext.Default.GetTypeInfo(typeof(T))</c> gives: null when the type is not listed.</param>
    /// <exception cref="ArgumentException">The context does not list the type.</exception>
    public JsonSerde(JsonTypeInfo? type) => _type = type as JsonTypeInfo<T> ?? throw new ArgumentException(
        $"The JsonSerializerContext does not list {typeof(T)}: add [JsonSerializable(typeof({typeof(T).Name}))] to it.", nameof(type));

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The value has no JSON, for example because it contains itself.</exception>
    public void Serialize(T value, IBufferWriter<byte> output)
    {
        var writer = RentWriter(output);
        try
        {
            JsonSerializer.Serialize(writer, value, _type);
            writer.Flush();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new SerdeException($"A value of type {typeof(T).Name} cannot be written as JSON: {e.Message}", e);
        }

        _writer = writer;
        _writerOwner = this;
    }

    /// <inheritdoc/>
    /// <exception cref="SerdeException">The data is not JSON, not of the type, or the JSON null.</exception>
    public T Deserialize(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, _type)
                ?? throw new SerdeException($"Expected JSON of type {typeof(T).Name}, found null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new SerdeException($"Expected JSON of type {typeof(T).Name}, but: {e.Message}", e);
        }
    }

    /// <summary>The thread's writer; a new one while it is in use by a value around this one, or after an error.</summary>
    private Utf8JsonWriter RentWriter(IBufferWriter<byte> output)
    {
        if (_writer is { } writer && ReferenceEquals(_writerOwner, this))
        {
            _writer = null;
            writer.Reset(output);
            return writer;
        }

        var options = _type.Options;
        return new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = options.Encoder,
            Indented = options.WriteIndented,
            MaxDepth = options.MaxDepth,
            SkipValidation = true,
        });
    }
}
