using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Finds the constructor that gives a type's members their values back.</summary>
internal static class ConstructorMatcher
{
    /// <summary>
    /// The constructor with <c>[SerializationConstructor]</c>, else the public one with the most parameters that all match members: by
    /// name, whatever the case, and by type.
    /// </summary>
    /// <param name="types">Knows what generated code can name.</param>
    /// <param name="type">The type.</param>
    /// <param name="members">Its members.</param>
    /// <param name="byPosition">Whether a parameter of no member's name stands for the member whose number is its position.</param>
    public static ConstructorMatch? Match(MessagePackTypes types, INamedTypeSymbol type, List<ObjectMember> members, bool byPosition)
    {
        var marked = type.InstanceConstructors.FirstOrDefault(MessagePackAttributes.IsSerializationConstructor);
        if (marked is not null)
        {
            return types.IsAccessible(marked) ? Match(marked, members, byPosition) : null;
        }

        return type.InstanceConstructors
            .Where(c => c.DeclaredAccessibility == Accessibility.Public && !IsCopy(c))
            .OrderByDescending(c => c.Parameters.Length)
            .Select(c => Match(c, members, byPosition))
            .FirstOrDefault(m => m is not null);
    }

    public static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static ConstructorMatch? Match(IMethodSymbol constructor, List<ObjectMember> members, bool byPosition)
    {
        var arguments = new List<(IParameterSymbol, ObjectMember)>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = ByName(parameter, members)
                ?? (byPosition ? members.Find(m => m.Key is int key && key == parameter.Ordinal) : null);
            if (member is not null
                && parameter.RefKind is RefKind.None or RefKind.In
                && SymbolEqualityComparer.Default.Equals(member.Type, parameter.Type)
                && !arguments.Exists(a => a.Item2 == member))
            {
                arguments.Add((parameter, member));
            }
            else if (!parameter.IsOptional)
            {
                return null;
            }
        }

        return new ConstructorMatch(constructor, arguments);
    }

    private static ObjectMember? ByName(IParameterSymbol parameter, List<ObjectMember> members) =>
        members.Find(m => !m.IsHidden && m.Name == parameter.Name)
        ?? members.Find(m => !m.IsHidden && string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A constructor, and the members that its parameters stand for.</summary>
internal sealed class ConstructorMatch(IMethodSymbol constructor, List<(IParameterSymbol Parameter, ObjectMember Member)> arguments)
{
    public IMethodSymbol Constructor { get; } = constructor;

    public List<(IParameterSymbol Parameter, ObjectMember Member)> Arguments { get; } = arguments;

    /// <summary>Whether the constructor sets all required members.</summary>
    public bool SetsRequiredMembers { get; } = constructor.GetAttributes()
        .Any(a => WellKnown.Is(a.AttributeClass, "System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute"));

    /// <summary>A member's value when the data has none: what its parameter says, as an expression.</summary>
    public string DefaultOf(ObjectMember member)
    {
        var parameter = Arguments.Find(a => a.Member == member).Parameter;
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value } ? Constants.Literal(value, parameter.Type) : "default";
    }
}
