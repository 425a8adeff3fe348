using System.Collections.Immutable;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>Reads a topology class: its declaration, its members, and the one-step form.</summary>
internal sealed class TopologyReader(ExtractionContext context, AttributeData attribute)
{
    public Extracted Read()
    {
        var arguments = new AttributeArguments(attribute, context.Anchors, context.Cancellation);
        var anchor = context.Anchors.AddName(context.Topology);
        var declaration = DeclarationReader.Describe(context.Topology);
        var declarations = new DeclarationReader(context, anchor);
        bool isBlocked = !declarations.CanHoldGeneratedCode();
        var names = new NameReader(context, anchor);
        isBlocked = !names.AreFree() || isBlocked;
        var constants = names.FreeConstants();
        var constructor = isBlocked ? [] : declarations.ReadConstructor();
        var operators = isBlocked ? [] : ReadOperators();
        if (context.Lanes.Types.Unnamed is { } unnamed)
        {
            context.Problems.Add(DiagnosticIds.AliasedType, anchor, unnamed.Type, unnamed.Alias);
            isBlocked = true;
        }

        var model = new TopologyModel(
            declaration,
            arguments.Text("name") ?? "",
            anchor,
            constructor,
            operators,
            context.Lanes.Codecs,
            context.Problems.ToSorted())
        {
            NameAnchor = arguments.AnchorOf("name"),
            Constants = constants,
            IsBlocked = isBlocked,
            Stub = isBlocked && declarations.CanHoldStub() ? StubReader.Read(context, declaration, constants) : null,
        };
        return new Extracted(model, context.Anchors.ToTable(declaration.MetadataName));
    }

    private EquatableArray<OperatorModel> ReadOperators()
    {
        var reader = new MemberReader(context);
        var members = ImmutableArray.CreateBuilder<OperatorModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int order = 0;
        foreach (var symbol in InDeclarationOrder())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (reader.Read(symbol, order++) is not { } member)
            {
                continue;
            }

            if (!seen.Add(member.Member.Name))
            {
                context.Problems.Add(DiagnosticIds.DuplicateMember, member.Member.Anchor, member.Member.Name);
                continue;
            }

            members.Add(member);
        }

        return OneStepForm.Apply(context, members)
            .OrderBy(static m => m.Member.Name, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    /// <summary>
    /// The members as they are written. Of several partial declarations the compiler gives those of the first tree first, whatever the
    /// order of trees is: files are ordered by path.
    /// </summary>
    private IEnumerable<ISymbol> InDeclarationOrder() =>
        context.Topology.GetMembers()
            .Where(static m => m is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol && !m.IsImplicitlyDeclared)
            .OrderBy(static m => m.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
            .ThenBy(static m => m.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0)
            .ThenBy(static m => m.Name, StringComparer.Ordinal);
}
