using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Types that have no MessagePack form, each with the reason as the end of a sentence.</summary>
internal static class Impossible
{
    /// <summary>Why no type of this kind can be written; null when it may be possible.</summary>
    public static SerdeProblem? Reason(ITypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Error => "is not a type that is known here",
        TypeKind.Dynamic => "is 'dynamic', and what it holds is not known when compiling",
        TypeKind.TypeParameter => "is a type parameter, and what it stands for is not known when compiling",
        TypeKind.Pointer or TypeKind.FunctionPointer => "is a pointer",
        TypeKind.Delegate => "is a delegate",
        TypeKind.Array => ((IArrayTypeSymbol)type).IsSZArray ? null : new SerdeProblem("is an array of several dimensions", "use an array of arrays"),
        _ when type.SpecialType == SpecialType.System_Object => "is 'object', and what it holds is not known when compiling",
        _ when type.IsRefLikeType => "is a ref struct, which cannot be kept",
        _ when type is INamedTypeSymbol { IsFileLocal: true } => "is local to its file, so that generated code cannot name it",
        _ => null,
    };

    /// <summary>Why a class or struct cannot be written as its members; null when it may be possible.</summary>
    public static SerdeProblem? ReasonForObject(INamedTypeSymbol type)
    {
        if (MessagePackAttributes.IsObject(type) || MessagePackAttributes.IsDataContract(type))
        {
            return null;
        }

        if (type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
        {
            return new SerdeProblem(
                "is a collection of its own kind", "use List, Dictionary or another of the framework's, or give it a serde with [Serde<T>]");
        }

        string containing = WellKnown.NamespaceOf(type);
        return containing == "System" || containing.StartsWith("System.", StringComparison.Ordinal)
            ? new SerdeProblem("is a type of the framework that has no MessagePack form", "use another type, or give it a serde with [Serde<T>]")
            : null;
    }
}
