using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GenStreams.Serdes;

namespace GenStreams.Runtime.Tests.Serdes;

/// <summary>The reader and the writer against bytes of another implementation; messagepack-fixture.mjs makes the fixture.</summary>
public class MessagePackFixtureTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, node) in Fixture().Index())
            {
                string text = node.GetRawText();
                data.Add(index, text[..Math.Min(60, text.Length)]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Writes_the_same_bytes(int index, string start)
    {
        var node = Fixture()[index];
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        Write(ref writer, node);
        writer.Flush();
        string hex = Convert.ToHexStringLower(output.WrittenSpan);
        if (node.TryGetProperty("hex", out var expected))
        {
            Assert.Equal(expected.GetString(), hex);
        }
        else
        {
            Assert.Equal(node.GetProperty("head").GetString(), hex[..16]);
            Assert.Equal(node.GetProperty("length").GetInt32(), output.WrittenCount);
        }

        Assert.NotEmpty(start);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_the_same_value(int index, string start)
    {
        var node = Fixture()[index];
        if (!node.TryGetProperty("hex", out var hex))
        {
            return; // Only its head is in the fixture; what is written is read again below.
        }

        var reader = new MessagePackReader(Convert.FromHexString(hex.GetString()!));
        Read(ref reader, node);
        reader.CheckEnd();
        Assert.NotEmpty(start);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_and_skips_what_it_wrote(int index, string start)
    {
        var node = Fixture()[index];
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        Write(ref writer, node);
        writer.WriteInt32(7);
        writer.Flush();

        var reader = new MessagePackReader(output.WrittenSpan);
        Read(ref reader, node);
        Assert.Equal(7, reader.ReadInt32());
        reader.CheckEnd();

        var skipping = new MessagePackReader(output.WrittenSpan);
        skipping.Skip();
        Assert.Equal(7, skipping.ReadInt32());
        Assert.NotEmpty(start);
    }

    private static void Write(ref MessagePackWriter writer, JsonElement node)
    {
        var value = node.GetProperty("v");
        switch (Kind(node))
        {
            case "nil":
                writer.WriteNil();
                break;
            case "bool":
                writer.WriteBoolean(value.GetBoolean());
                break;
            case "int" when value.GetString()![0] == '-':
                writer.WriteInt64(long.Parse(value.GetString()!, CultureInfo.InvariantCulture));
                break;
            case "int":
                writer.WriteUInt64(ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture));
                break;
            case "f64":
                writer.WriteDouble(Float(value));
                break;
            case "f32":
                writer.WriteSingle((float)Float(value));
                break;
            case "str":
                writer.WriteString(value.GetString());
                break;
            case "repeat":
                writer.WriteString(Repeated(value));
                break;
            case "bin":
                writer.WriteBinary(Convert.FromHexString(value.GetString()!));
                break;
            case "zeros":
                writer.WriteBinary(new byte[value.GetInt32()]);
                break;
            case "time":
                writer.WriteDateTime(value.GetDateTime());
                break;
            case "ext":
                writer.WriteExtension(value[0].GetSByte(), Convert.FromHexString(value[1].GetString()!));
                break;
            case "array":
                writer.BeginArray(value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                {
                    Write(ref writer, item);
                }

                writer.End();
                break;
            default:
                writer.BeginMap(value.GetArrayLength());
                foreach (var pair in value.EnumerateArray())
                {
                    writer.WriteString(pair[0].GetString());
                    Write(ref writer, pair[1]);
                }

                writer.End();
                break;
        }
    }

    private static void Read(ref MessagePackReader reader, JsonElement node)
    {
        var value = node.GetProperty("v");
        switch (Kind(node))
        {
            case "nil":
                Assert.True(reader.TryReadNil());
                break;
            case "bool":
                Assert.Equal(value.GetBoolean(), reader.ReadBoolean());
                break;
            case "int" when value.GetString()![0] == '-':
                Assert.Equal(long.Parse(value.GetString()!, CultureInfo.InvariantCulture), reader.ReadInt64());
                break;
            case "int":
                Assert.Equal(ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture), reader.ReadUInt64());
                break;
            case "f64":
                Assert.Equal(Float(value), reader.ReadDouble());
                break;
            case "f32":
                Assert.Equal((float)Float(value), reader.ReadSingle());
                break;
            case "str":
                Assert.Equal(value.GetString(), reader.ReadString());
                break;
            case "repeat":
                Assert.Equal(Repeated(value), reader.ReadString());
                break;
            case "bin":
                Assert.Equal(value.GetString(), Convert.ToHexStringLower(reader.ReadBinary()));
                break;
            case "zeros":
                Assert.Equal(new byte[value.GetInt32()], reader.ReadByteArray());
                break;
            case "time":
                var read = reader.ReadDateTime();
                Assert.Equal(value.GetDateTime(), read);
                Assert.Equal(DateTimeKind.Utc, read.Kind);
                break;
            case "ext":
                var bytes = reader.ReadExtension(out sbyte type);
                Assert.Equal(value[0].GetSByte(), type);
                Assert.Equal(value[1].GetString(), Convert.ToHexStringLower(bytes));
                break;
            case "array":
                Assert.Equal(value.GetArrayLength(), reader.BeginArray());
                foreach (var item in value.EnumerateArray())
                {
                    Read(ref reader, item);
                }

                reader.End();
                break;
            default:
                Assert.Equal(value.GetArrayLength(), reader.BeginMap());
                foreach (var pair in value.EnumerateArray())
                {
                    Assert.Equal(pair[0].GetString(), reader.ReadString());
                    Read(ref reader, pair[1]);
                }

                reader.End();
                break;
        }
    }

    private static string Kind(JsonElement node) => node.GetProperty("t").GetString()!;

    private static double Float(JsonElement value)
    {
        double number = double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
        return double.IsNaN(number) ? -number : number; // JavaScript's NaN has no sign, .NET's has.
    }

    private static string Repeated(JsonElement value) => new(value[0].GetString()![0], value[1].GetInt32());

    private static List<JsonElement> Fixture([CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "messagepack-fixture.json");
        return Loaded ??= [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()];
    }

    private static List<JsonElement>? Loaded { get; set; }
}
