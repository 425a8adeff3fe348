using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenStreams.Generators.Extraction;

/// <summary>A record goes on when the method has returned: none is <c>async</c>, or returns a task.</summary>
internal static class SynchronyRule
{
    public static SignatureFault? Check(IMethodSymbol method, AnchorTableBuilder anchors, CancellationToken cancellation)
    {
        string? problem = method.IsAsync ? "is async" : IsTask(method.ReturnType) ? "returns a task" : null;
        return problem is null ? null : new SignatureFault(anchors.Add(PlaceOf(method, cancellation)), problem)
        {
            Id = DiagnosticIds.AsynchronousMethod,
        };
    }

    private static bool IsTask(ITypeSymbol type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } };

    private static Location PlaceOf(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is MethodDeclarationSyntax declaration)
            {
                var modifier = declaration.Modifiers.FirstOrDefault(static m => m.IsKind(SyntaxKind.AsyncKeyword));
                return modifier.IsKind(SyntaxKind.AsyncKeyword) ? modifier.GetLocation() : declaration.ReturnType.GetLocation();
            }
        }

        return Location.None;
    }
}
