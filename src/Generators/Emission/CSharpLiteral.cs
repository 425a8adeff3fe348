using System.Globalization;
using System.Text;

namespace GenStreams.Generators.Emission;

/// <summary>Writes values as C# literals.</summary>
internal static class CSharpLiteral
{
    /// <summary>A text, in double quotes.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 8);
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (Escape(text[i]) is { } escape)
            {
                literal.Append(text, start, i - start).Append(escape);
                start = i + 1;
            }
        }

        return literal.Append(text, start, text.Length - start).Append('"').ToString();
    }

    /// <summary>A whole number.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>True or false.</summary>
    public static string Of(bool value) => value ? "true" : "false";

    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        _ => null,
    };
}
