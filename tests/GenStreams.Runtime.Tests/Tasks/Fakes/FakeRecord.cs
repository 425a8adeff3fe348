using System.Text;

namespace GenStreams.Runtime.Tests.Tasks.Fakes;

/// <summary>A record in a fake partition; without content it stands for an offset that readers never see, such as a transaction marker.</summary>
internal sealed record FakeRecord(byte[]? Key, byte[]? Value, long Timestamp, byte[] Headers)
{
    public static readonly FakeRecord Invisible = new(null, null, -1, []) { IsInvisible = true };

    public bool IsInvisible { get; private init; }

    public string? KeyText => Key is null ? null : Encoding.UTF8.GetString(Key);

    public string? ValueText => Value is null ? null : Encoding.UTF8.GetString(Value);

    public override string ToString() => $"{KeyText ?? "null"}={ValueText ?? "null"}@{Timestamp}";

    public string? Header(string name)
    {
        var headers = new RecordHeaders();
        headers.Load(Headers);
        return headers.TryGetLast(name, out var value) ? Encoding.UTF8.GetString(value) : null;
    }
}
