using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>A member's name in an attribute's argument.</summary>
/// <param name="Name">The name; null when it is null or no constant.</param>
/// <param name="Expression">What is written.</param>
/// <param name="Anchor">Where.</param>
internal readonly record struct NamedArgument(string? Name, ExpressionSyntax? Expression, AnchorId Anchor)
{
    public NameRef ToRef() => new(Name!, Anchor);

    /// <summary>
    /// The type whose member is named, when it is written with a dot as in <c>nameof(Other.Lines)</c>; null for a plain name, which can
    /// only mean a member of the class itself or nothing that is an operator. Only the dotted form, which is rare, is worth a binding.
    /// </summary>
    public ITypeSymbol? Owner(Compilation compilation, CancellationToken cancellation)
    {
        if (Expression is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            && arguments[0].Expression is MemberAccessExpressionSyntax access)
        {
            var model = compilation.GetSemanticModel(access.SyntaxTree);
            return model.GetSymbolInfo(access.Expression, cancellation).Symbol as ITypeSymbol;
        }

        return null;
    }
}
