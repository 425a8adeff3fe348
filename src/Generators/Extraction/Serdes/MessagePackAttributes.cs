using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Reads MessagePack-CSharp's attributes, by their names: the package need not be there.</summary>
internal static class MessagePackAttributes
{
    private const string Namespace = "MessagePack";

    /// <summary>Whether a type has <c>[MessagePackObject]</c>.</summary>
    public static bool IsObject(ITypeSymbol type) => Find(type.OriginalDefinition, "MessagePackObjectAttribute") is not null;

    /// <summary>Whether a type has <c>[DataContract]</c> and no <c>[MessagePackObject]</c>, which goes before it.</summary>
    public static bool IsDataContract(ITypeSymbol type) =>
        !IsObject(type) && FindOfFramework(type.OriginalDefinition, "DataContractAttribute") is not null;

    /// <summary>
    /// What <c>[DataMember]</c> of a member of a <c>[DataContract]</c> says its key is: its order, else its name, else the member's; null
    /// without one. As MessagePack-CSharp reads it.
    /// </summary>
    public static object? DataMemberKey(ISymbol member)
    {
        for (ISymbol? at = member; at is not null; at = (at as IPropertySymbol)?.OverriddenProperty)
        {
            if (FindOfFramework(at, "DataMemberAttribute") is { } attribute)
            {
                return Named(attribute, "Order") is int and not -1 and var order ? order : Named(attribute, "Name") as string ?? member.Name;
            }
        }

        return null;
    }

    /// <summary>Whether <c>[MessagePackObject]</c> says that members without a key have their name for one.</summary>
    public static bool KeysAreNames(ITypeSymbol type)
    {
        var attribute = Find(type.OriginalDefinition, "MessagePackObjectAttribute");
        return attribute is not null
            && (attribute.ConstructorArguments.Any(a => a.Value is true)
                || attribute.NamedArguments.Any(a => a.Key == "KeyAsPropertyName" && a.Value.Value is true));
    }

    /// <summary>The <c>int</c> or <c>string</c> of <c>[Key]</c>; null without one. An override inherits it.</summary>
    public static object? Key(ISymbol member) => KeyAttributeOf(member)?.ConstructorArguments[0].Value;

    /// <summary>The <c>[Key]</c> of a member; null without one.</summary>
    public static AttributeData? KeyAttributeOf(ISymbol member)
    {
        for (ISymbol? at = member; at is not null; at = (at as IPropertySymbol)?.OverriddenProperty)
        {
            if (Find(at, "KeyAttribute") is { ConstructorArguments.Length: 1 } key)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Whether a member is not to be written.</summary>
    public static bool IsIgnored(ISymbol member)
    {
        for (ISymbol? at = member; at is not null; at = (at as IPropertySymbol)?.OverriddenProperty)
        {
            if (Find(at, "IgnoreMemberAttribute") is not null
                || FindOfFramework(at, "IgnoreDataMemberAttribute") is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a constructor is the one to use.</summary>
    public static bool IsSerializationConstructor(IMethodSymbol constructor) =>
        Find(constructor, "SerializationConstructorAttribute") is not null;

    /// <summary>The <c>[Union]</c> attributes of a type.</summary>
    public static IEnumerable<AttributeData> Unions(ITypeSymbol type) =>
        type.OriginalDefinition.GetAttributes().Where(a => WellKnown.Is(a.AttributeClass, Namespace, "UnionAttribute"));

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value is { Kind: TypedConstantKind.Primitive } constant ? constant.Value : null;

    private static AttributeData? FindOfFramework(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => WellKnown.Is(a.AttributeClass, "System.Runtime.Serialization", name));

    private static AttributeData? Find(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => WellKnown.Is(a.AttributeClass, Namespace, name));
}
