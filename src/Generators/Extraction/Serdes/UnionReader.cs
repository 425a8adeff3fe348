using GenStreams.Generators.Collections;
using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Reads the <c>[Union]</c> of an interface or abstract class.</summary>
internal sealed class UnionReader(MessagePackTypes types, INamedTypeSymbol type)
{
    public MessagePackTypes.Built Read(string className)
    {
        var cases = new List<UnionCase>();
        foreach (var attribute in MessagePackAttributes.Unions(type))
        {
            if (Case(attribute, out SerdeProblem? problem) is not { } found)
            {
                return problem!;
            }

            if (cases.Any(c => c.Key == found.Key || c.Part.Type == found.Part.Type))
            {
                string same = cases.Any(c => c.Key == found.Key)
                    ? $"the key {found.Key}"
                    : $"the type '{TypeNames.Display((ITypeSymbol)attribute.ConstructorArguments[1].Value!)}'";
                return new SerdeProblem($"has two [Union] with {same}", "give each case one of its own")
                    .At(attribute, cases.Any(c => c.Key == found.Key) ? 0 : 1);
            }

            cases.Add(found);
        }

        return cases.Count == 0
            ? $"is {(type.TypeKind == TypeKind.Interface ? "an interface" : "an abstract class")} without [Union]"
            : new UnionCodec(TypeNames.Reference(type), TypeNames.Display(type), className, cases.ToEquatableArray());
    }

    private UnionCase? Case(AttributeData attribute, out SerdeProblem? problem)
    {
        problem = null;
        if (attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not int key
            || attribute.ConstructorArguments[1].Value is not INamedTypeSymbol caseType)
        {
            problem = new SerdeProblem("has a [Union] that is not a number and a typeof", "write it so").At(attribute);
            return null;
        }

        if (!IsBelow(caseType))
        {
            problem = new SerdeProblem($"has a [Union] with '{TypeNames.Display(caseType)}', which does not derive from it", "derive it, or remove the case").At(attribute, 1);
            return null;
        }

        if (types.Part(caseType, null, out problem) is { } part)
        {
            return new UnionCase(key, part);
        }

        problem = problem!.In($"has a [Union] with '{TypeNames.Display(caseType)}', which ").At(attribute, 1);
        return null;
    }

    private bool IsBelow(INamedTypeSymbol caseType)
    {
        for (var at = caseType.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, type))
            {
                return true;
            }
        }

        return caseType.AllInterfaces.Contains(type, SymbolEqualityComparer.Default);
    }
}
