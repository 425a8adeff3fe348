using System.Globalization;
using GenStreams.Generators.Extraction.Serdes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenStreams.Generators.Extraction;

/// <summary>Constants of the user's code as C# that means the same in generated code.</summary>
internal static class Constants
{
    /// <summary>A default value as a literal of its parameter's type.</summary>
    public static string Literal(object value, ITypeSymbol type) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) => "double." + Special(number),
        float number when float.IsNaN(number) || float.IsInfinity(number) => "float." + Special(number),
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        _ => Cast(SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!, type),
    };

    /// <summary>An argument of an attribute, which is not null, as an object of its own type.</summary>
    public static string Expression(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({TypeNames.Reference(type)})",
        { Value: string or bool or char } => Literal(constant.Value, constant.Type!),
        _ => $"({TypeNames.Reference(constant.Type!)})({Literal(constant.Value!, constant.Type!)})",
    };

    /// <summary>The default of an enum is its number: it is cast.</summary>
    private static string Cast(string literal, ITypeSymbol type) =>
        (MessagePackTypes.NullableValue(type) ?? type) is { TypeKind: TypeKind.Enum } enumType
            ? $"({TypeNames.Reference(enumType)})({literal})"
            : literal;

    private static string Special(double number) =>
        double.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity";
}
