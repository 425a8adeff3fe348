using System.Text;

namespace GenStreams.Generators.Emission;

/// <summary>Makes identifiers that compile of names that the user chose.</summary>
internal static class Identifier
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>A member's name as it is written in code.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>A local variable's name for something called so.</summary>
    public static string Local(string name)
    {
        string bare = name.TrimStart('_');
        return bare.Length == 0 || char.IsDigit(bare[0]) ? "local" + bare : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
    }

    /// <summary>A method's name for something called so: it begins with a capital letter.</summary>
    public static string Method(string name) =>
        char.ToUpperInvariant(name[0]) is var first && char.IsUpper(first) ? first + name.Substring(1) : "On" + name;

    /// <summary>A field's name for something called so: letters and digits in camel case, after an underscore.</summary>
    public static string Field(string name)
    {
        var field = new StringBuilder("_");
        bool startsWord = false;
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                startsWord = field.Length > 1;
                continue;
            }

            field.Append(field.Length == 1 ? char.ToLowerInvariant(c) : startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return field.ToString();
    }
}
