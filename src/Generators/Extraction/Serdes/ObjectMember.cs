using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>A property or field of a type that is written as its members.</summary>
/// <param name="symbol">The property or field.</param>
/// <param name="key">The <c>int</c> or <c>string</c> that its attribute says is its key; null without one.</param>
internal sealed class ObjectMember(ISymbol symbol, object? key)
{
    public ISymbol Symbol { get; } = symbol;

    public string Name => Symbol.Name;

    public ITypeSymbol Type => Symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)Symbol).Type;

    /// <summary>The <c>int</c> or <c>string</c> that its attribute says is its key; null without one.</summary>
    public object? Key { get; } = key;

    /// <summary>Whether a member of a derived type has its name, so that it is reached through its own type only.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Its name on the wire, where the attribute says none. One that hides another has its type's name before it.</summary>
    public string WireName { get; init; } = symbol.Name;

    public bool IsRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>Whether it can be assigned in an object initializer only.</summary>
    public bool IsInitOnly => Setter is { IsInitOnly: true };

    /// <summary>The accessor that reads it; null for a field.</summary>
    public IMethodSymbol? Getter => OfChain(p => p.GetMethod);

    /// <summary>The accessor that assigns it; null for a field.</summary>
    public IMethodSymbol? Setter => OfChain(p => p.SetMethod);

    /// <summary>Whether it holds a value of its own, rather than computing one from others.</summary>
    public bool HoldsValue => Symbol is IFieldSymbol || IsAutoProperty((IPropertySymbol)Symbol);

    /// <summary>Whether a new object may have another value in it than the default.</summary>
    public bool MayHaveInitializer
    {
        get
        {
            var syntax = Symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            bool isPlain = syntax switch
            {
                PropertyDeclarationSyntax property => property.Initializer is null,
                VariableDeclaratorSyntax variable => variable.Initializer is null,
                _ => false,
            };
            return !isPlain || Symbol.ContainingType.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared);
        }
    }

    private static bool IsAutoProperty(IPropertySymbol property)
    {
        var fields = property.ContainingType.GetMembers().OfType<IFieldSymbol>();
        if (fields.Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)))
        {
            return true;
        }

        // In another assembly the field is not seen; the compiler marks the accessors that it wrote.
        return property.DeclaringSyntaxReferences.IsEmpty
            && property.GetMethod is { } getter
            && getter.GetAttributes().Any(a =>
                WellKnown.Is(a.AttributeClass, "System.Runtime.CompilerServices", "CompilerGeneratedAttribute"));
    }

    /// <summary>An accessor, which an override may have left to what it overrides.</summary>
    private IMethodSymbol? OfChain(Func<IPropertySymbol, IMethodSymbol?> accessor)
    {
        for (var at = Symbol as IPropertySymbol; at is not null; at = at.OverriddenProperty)
        {
            if (accessor(at) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
