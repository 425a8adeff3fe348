using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>
/// Tells whether a type's own code gets to see what is read into it: it may refuse a value, so that only making the object tells whether
/// the data can be read. Where the code is not seen, in another assembly, it is taken to look.
/// </summary>
internal static class UserCode
{
    /// <summary>Whether a constructor does more with its arguments than to store them.</summary>
    public static bool Runs(ConstructorMatch constructor) => constructor.Arguments.Count > 0 && !IsPlain(constructor.Constructor);

    /// <summary>Whether assigning a member does more than to store the value.</summary>
    public static bool RunsOnAssignment(ObjectMember member) => member.Setter is { } setter && !IsPlainAccessor(setter);

    private static bool IsPlain(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            TypeDeclarationSyntax => IsPlainPrimary(constructor),
            ConstructorDeclarationSyntax { Initializer: null } declared =>
                Statements(declared).All(statement => IsPlainAssignment(statement, constructor.ContainingType)),
            null => IsPrimaryOfRecord(constructor),
            _ => false,
        };

    private static IEnumerable<ExpressionSyntax?> Statements(ConstructorDeclarationSyntax constructor) => constructor.ExpressionBody is { } body
        ? [body.Expression]
        : constructor.Body?.Statements.Select(statement => (statement as ExpressionStatementSyntax)?.Expression) ?? [];

    private static bool IsPlainAssignment(ExpressionSyntax? statement, INamedTypeSymbol type) =>
        statement is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: IdentifierNameSyntax or LiteralExpressionSyntax } assignment
        && NameOf(assignment.Left) is { } name
        && type.GetMembers(name).FirstOrDefault() switch
        {
            IFieldSymbol => true,
            IPropertySymbol property => property.SetMethod is null || IsPlainAccessor(property.SetMethod),
            _ => false,
        };

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A primary constructor stores its parameters, but for what initializers and the base type do with them.</summary>
    private static bool IsPlainPrimary(IMethodSymbol constructor)
    {
        var parameters = new HashSet<string>(constructor.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        var declarations = constructor.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
        bool baseIsPlain = declarations.All(declaration => declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is null)
            || (constructor.ContainingType.BaseType is { } type && type.InstanceConstructors.Where(c => c.Parameters.Length > 0 && !ConstructorMatcher.IsCopy(c)).All(IsPlain));
        return baseIsPlain && declarations.SelectMany(Initializers).All(value => value is IdentifierNameSyntax || !Mentions(value, parameters));
    }

    private static IEnumerable<ExpressionSyntax> Initializers(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (member is PropertyDeclarationSyntax { Initializer.Value: { } value })
            {
                yield return value;
            }
            else if (member is FieldDeclarationSyntax field)
            {
                foreach (var initializer in field.Declaration.Variables.Select(variable => variable.Initializer?.Value).OfType<ExpressionSyntax>())
                {
                    yield return initializer;
                }
            }
        }
    }

    private static bool Mentions(ExpressionSyntax value, HashSet<string> names) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));

    /// <summary>Of a record in another assembly: the compiler writes a deconstructor for the primary constructor.</summary>
    private static bool IsPrimaryOfRecord(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.ContainingType.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .Any(method => method.Parameters.Length == constructor.Parameters.Length && IsCompilerGenerated(method));

    private static bool IsPlainAccessor(IMethodSymbol accessor) => accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        AccessorDeclarationSyntax declared => declared is { Body: null, ExpressionBody: null },
        null => accessor.IsImplicitlyDeclared || IsCompilerGenerated(accessor),
        _ => accessor.IsImplicitlyDeclared,
    };

    private static bool IsCompilerGenerated(ISymbol symbol) => symbol.GetAttributes()
        .Any(a => WellKnown.Is(a.AttributeClass, "System.Runtime.CompilerServices", "CompilerGeneratedAttribute"));
}
