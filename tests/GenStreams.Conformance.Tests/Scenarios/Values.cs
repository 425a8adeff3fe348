using System.Globalization;

namespace GenStreams.Conformance.Tests.Scenarios;

/// <summary>The words that the scenarios' descriptions use.</summary>
internal static class Values
{
    private const int Longest = 40;
    private const int Shown = 60;

    public static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    public static bool IsEven(string value) => Number(value) % 2 == 0;

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>fk(v)</c>.</summary>
    public static string? ForeignKey(string? value) =>
        value is null || value[0] % 7 == 0 ? null : ((char)('a' + (value[0] % 4))).ToString();

    /// <summary>The foreign key of <c>join-foreign-key-by-key</c>: one of three letters, by the first characters of key and value.</summary>
    public static string ForeignKey(string key, string value) => ((char)('a' + ((key[0] + value[0]) % 3))).ToString();

    /// <summary>The last 40 characters.</summary>
    public static string Tail(string text) => text.Length <= Longest ? text : text[^Longest..];

    /// <summary>The last 60 characters: what the recordings show of the aggregates of grouped tables.</summary>
    public static string End(string text) => text.Length <= Shown ? text : text[^Shown..];

    /// <summary><c>agg + "+" + v</c>, as Java adds a null.</summary>
    public static string Sum(string aggregate, string? value) => $"{aggregate}+{value ?? "null"}";

    public static string Greater(string left, string right) => Number(left) >= Number(right) ? left : right;

    public static string Pair(string? left, string? right) => $"{left ?? "null"}/{right ?? "null"}";
}
