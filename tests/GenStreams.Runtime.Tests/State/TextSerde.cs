using System.Buffers;
using System.Text;

namespace GenStreams.Runtime.Tests.State;

internal sealed class TextSerde : ISerde<string>
{
    public static TextSerde Instance { get; } = new();

    public void Serialize(string value, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(value, output);

    public string Deserialize(ReadOnlySpan<byte> data) => Encoding.UTF8.GetString(data);
}
