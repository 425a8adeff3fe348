using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// The arguments of an attribute by name, whether written by position, with a colon, as a property or as elements of <c>params</c>, each
/// with the place where it stands. Reads the bound values and the syntax; it does not bind anything again.
/// </summary>
internal sealed class AttributeArguments
{
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax? _syntax;
    private readonly AnchorTableBuilder _anchors;
    private readonly Dictionary<string, List<ExpressionSyntax>> _expressions = new(StringComparer.OrdinalIgnoreCase);

    public AttributeArguments(AttributeData attribute, AnchorTableBuilder anchors, CancellationToken cancellation)
    {
        _attribute = attribute;
        _anchors = anchors;
        _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        Anchor = anchors.Add(_syntax?.Name.GetLocation() ?? Location.None);
        MapExpressions();
    }

    /// <summary>The attribute's name.</summary>
    public AnchorId Anchor { get; }

    /// <summary>Whether the C# compiler could bind the attribute and all its arguments; when not, it has said so.</summary>
    public bool IsBound => _attribute.AttributeConstructor is not null && _expressions.Keys.All(name => Constant(name) is { } value && IsBoundValue(value));

    /// <summary>The arguments whose value is none of their enum's.</summary>
    public IEnumerable<string> Undefined() => _expressions.Keys.Where(name => Constant(name) is { Kind: TypedConstantKind.Enum } value && !IsDefined(value));

    /// <summary>The compiled name of the attribute without <c>Attribute</c>.</summary>
    public string Name => _attribute.AttributeClass!.Name is var name && name.EndsWith("Attribute", StringComparison.Ordinal)
        ? name.Substring(0, name.Length - "Attribute".Length)
        : _attribute.AttributeClass.Name;

    /// <summary>Whether an argument is written, and not as null, which is the same as not to write it.</summary>
    public bool Has(string name) => _expressions.ContainsKey(name) && Constant(name) is not { IsNull: true };

    /// <summary>The place of an argument; the attribute when it is not written.</summary>
    public AnchorId AnchorOf(string name) => Expression(name) is { } expression ? _anchors.Add(expression) : Anchor;

    /// <summary>The places of all written arguments.</summary>
    public EquatableArray<NameRef> Anchors() =>
        _expressions
            .OrderBy(static e => e.Key, StringComparer.Ordinal)
            .Select(e => new NameRef(e.Key, _anchors.Add(e.Value[0])))
            .ToEquatableArray();

    public string? Text(string name) => Constant(name) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    /// <summary>The name of an argument's type.</summary>
    public string TypeOf(string name) => Constant(name)?.Type?.Name ?? "";

    public int Number(string name) => Constant(name) is { Kind: not TypedConstantKind.Array, Value: int number } ? number : 0;

    public long LongNumber(string name) => Constant(name) switch
    {
        { Kind: not TypedConstantKind.Array, Value: int number } => number,
        { Kind: not TypedConstantKind.Array, Value: long number } => number,
        _ => 0,
    };

    public bool Flag(string name, bool otherwise = false) =>
        Constant(name) is { Kind: TypedConstantKind.Primitive, Value: bool flag } ? flag : otherwise;

    /// <summary>The names of an argument: one of a string, several of an array, each with its place.</summary>
    public ImmutableArray<NamedArgument> Names(string name)
    {
        var expressions = Elements(name);
        var constant = Constant(name);
        var values = constant is { Kind: TypedConstantKind.Array, IsNull: false } ? constant.Value.Values : [];
        var names = ImmutableArray.CreateBuilder<NamedArgument>();
        for (int i = 0; i < Math.Max(expressions.Count, values.Length); i++)
        {
            var expression = i < expressions.Count ? expressions[i] : null;
            object? bound = values.Length > i ? values[i].Value
                : constant is { Kind: TypedConstantKind.Primitive } ? constant.Value.Value
                : null;
            var anchor = expression is null ? Anchor : _anchors.Add(expression);
            names.Add(new NamedArgument(bound as string, expression, anchor));
        }

        return names.ToImmutable();
    }

    private static bool IsBoundValue(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Error => false,
        TypedConstantKind.Array when !value.IsNull => value.Values.All(IsBoundValue),
        _ => true,
    };

    private static bool IsDefined(TypedConstant value) => value.Type!.GetMembers()
        .OfType<IFieldSymbol>()
        .Any(field => field.HasConstantValue && Equals(field.ConstantValue, value.Value));

    private ExpressionSyntax? Expression(string name) => _expressions.TryGetValue(name, out var found) ? found[0] : null;

    private TypedConstant? Constant(string name)
    {
        foreach (var pair in _attribute.NamedArguments)
        {
            if (string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return pair.Value;
            }
        }

        var parameters = _attribute.AttributeConstructor?.Parameters ?? [];
        for (int i = 0; i < parameters.Length && i < _attribute.ConstructorArguments.Length; i++)
        {
            if (string.Equals(parameters[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return _attribute.ConstructorArguments[i];
            }
        }

        return null;
    }

    private void MapExpressions()
    {
        var parameters = _attribute.AttributeConstructor?.Parameters ?? [];
        int position = 0;
        foreach (var argument in _syntax?.ArgumentList?.Arguments ?? default)
        {
            string? name = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
            if (name is null && parameters.Length > 0)
            {
                name = parameters[Math.Min(position++, parameters.Length - 1)].Name;
            }

            if (name is not null)
            {
                if (!_expressions.TryGetValue(name, out var list))
                {
                    _expressions.Add(name, list = []);
                }

                list.Add(argument.Expression);
            }
        }
    }

    /// <summary>The expressions of an argument; of an array written as one, its elements.</summary>
    private IReadOnlyList<ExpressionSyntax> Elements(string name)
    {
        if (!_expressions.TryGetValue(name, out var list))
        {
            return [];
        }

        return list.Count > 1
            ? list
            : list[0] switch
            {
                ArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
                ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var elements } => elements,
                CollectionExpressionSyntax collection =>
                    [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression)],
                _ => list,
            };
    }
}
