using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GenStreams.CodeFixes;

/// <summary>A fix that replaces one node of the tree that a message points into.</summary>
public abstract class SyntaxCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && Find(root, diagnostic) is { } change)
            {
                var changed = context.Document.WithSyntaxRoot(root.ReplaceNode(change.Old, change.New));
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(changed), equivalenceKey: diagnostic.Id), diagnostic);
            }
        }
    }

    /// <summary>Finds what to replace, and with what; null when the code is not as the message has it.</summary>
    private protected abstract SyntaxChange? Find(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>A replacement.</summary>
    internal sealed record SyntaxChange(string Title, SyntaxNode Old, SyntaxNode New);
}
