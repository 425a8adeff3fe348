using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads the methods that operators name in arguments: partitioners, selectors, initializers.</summary>
internal sealed class HelperReader(ExtractionContext context)
{
    /// <summary>Finds and reads the method that an argument names; true, without a method, when the argument is not written.</summary>
    public bool TryRead(AttributeArguments arguments, string argument, SignatureRule rule, out MethodModel? method)
    {
        method = null;
        if (!arguments.Has(argument))
        {
            return true;
        }

        var named = arguments.Names(argument)[0];

        if (named.Owner(context.Compilation, context.Cancellation) is { } owner
            && !SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, context.Topology))
        {
            context.Problems.Add(DiagnosticIds.ForeignInput, named.Anchor, named.Name ?? "", owner.Name, context.Topology.Name);
            return false;
        }

        var methods = context.Topology.GetMembers(named.Name ?? "").OfType<IMethodSymbol>().ToArray();
        if (methods.Length == 0)
        {
            context.Problems.Add(
                DiagnosticIds.MissingMethod, named.Anchor, argument, named.Name ?? "null", context.Topology.Name, rule.Allowed);
            return false;
        }

        method = Choose(methods, rule, out string problem);
        if (method is null && problem.Length > 0)
        {
            context.Problems.Add(DiagnosticIds.MethodSignature, named.Anchor, named.Name!, argument, problem, rule.Allowed);
        }

        return method is not null;
    }

    /// <summary>The one of several overloads that fits.</summary>
    private MethodModel? Choose(IMethodSymbol[] methods, SignatureRule rule, out string problem)
    {
        problem = "";
        MethodModel? chosen = null;
        foreach (var method in methods)
        {
            var read = context.Signatures.Read(method, rule, out var fault);
            if (fault is { Id: { } id })
            {
                // Said where it is, not at the argument that names it.
                context.Problems.Add(id, fault.Anchor, method.Name, "", fault.Problem);
                problem = "";
                return null;
            }

            problem = fault is null ? problem : fault.IsReturnType ? $"it must return {fault.Problem}" : fault.Problem;
            if (read is not null && chosen is not null)
            {
                problem = "it is overloaded";
                return null;
            }

            chosen ??= read;
        }

        return chosen;
    }
}
