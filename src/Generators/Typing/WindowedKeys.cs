using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

/// <summary>The keys of windowed tables: <c>Windowed&lt;TKey&gt;</c>, with a serde that knows the windows.</summary>
internal static class WindowedKeys
{
    private const string Type = "Windowed";

    /// <summary>Keys in windows. Its type is the one that a user's <c>Windowed&lt;TKey&gt;</c> is.</summary>
    public static LaneType Of(LaneType key, WindowModel window)
    {
        string plain = key.Type.IsRaw ? "byte[]" : WithoutNull(key.Type.Reference);
        string identity = key.Type.IsRaw ? "byte[]" : key.Type.Identity;
        var type = new TypeRef(
            $"global::GenStreams.{Type}<{plain}>",
            $"global::GenStreams.{Type}<{identity}>",
            $"{Type}<{(key.Type.IsRaw ? plain : WithoutNull(key.Type.Display))}>",
            IsValueType: true,
            IsNullable: false);
        return new LaneType(type, SerdeOf(key.Serde, plain, window));
    }

    /// <summary>The type of the keys without their windows, for messages.</summary>
    public static string PlainDisplay(LaneType windowed)
    {
        string display = windowed.Type.Display;
        return display.Substring(Type.Length + 1, display.Length - Type.Length - 2);
    }

    private static SerdeRef SerdeOf(SerdeRef key, string type, WindowModel window)
    {
        if (key.Problem is not null)
        {
            return key;
        }

        long? size = window switch
        {
            TimeWindowModel time => time.Size,
            SlidingWindowModel sliding => sliding.Difference,
            _ => null,
        };
        var windowed = new WindowedSerde(type, key.Instance, size);
        return new SerdeRef($"{WindowedSerde.Container}.{windowed.Field}") { Windowed = windowed, Check = key.Check == SerdeCheck.None ? SerdeCheck.Look : key.Check };
    }

    private static string WithoutNull(string type) => type.EndsWith("?", StringComparison.Ordinal) ? type.Substring(0, type.Length - 1) : type;
}
