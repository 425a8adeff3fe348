using System.Globalization;
using GenStreams.Generators.Collections;
using GenStreams.Generators.Model.Serdes;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>Reads a class, record or struct that is written as its members.</summary>
internal sealed class ObjectReader(MessagePackTypes types, INamedTypeSymbol type)
{
    /// <summary>The largest number of a member: the array has a place for each number up to it.</summary>
    private const int MaxNumber = 1000;

    private readonly bool _isContract = MessagePackAttributes.IsDataContract(type);
    private readonly bool _isMarked = MessagePackAttributes.IsObject(type) || MessagePackAttributes.IsDataContract(type);
    private readonly bool _keysAreNames =
        MessagePackAttributes.IsObject(type) ? MessagePackAttributes.KeysAreNames(type) : !MessagePackAttributes.IsDataContract(type);

    public MessagePackTypes.Built Read(string className)
    {
        var members = Members();
        if ((Problem(members) ?? KeyProblem(members)) is { } problem)
        {
            return problem;
        }

        bool isMap = _keysAreNames || members.Any(m => m.Key is string);
        if (ConstructorMatcher.Match(types, type, members, byPosition: !isMap) is not { } constructor)
        {
            return "has no public constructor whose parameters match its members";
        }

        var models = new List<MemberModel>();
        var bad = new List<(ObjectMember Member, SerdeProblem Problem)>();
        bool runsUserCode = UserCode.Runs(constructor);
        foreach (var member in members)
        {
            if (types.Part(member.Type, member.Symbol, out var why) is not { } part)
            {
                bad.Add((member, why!));
                continue;
            }

            var restore = Restore(member, constructor);
            if (restore == MemberRestore.None && member.HoldsValue)
            {
                return member.IsHidden
                    ? new SerdeProblem(
                        $"has the member '{member.Name}' of '{TypeNames.Display(member.Symbol.ContainingType)}', which another member hides and which cannot be set",
                        "give it 'set', or leave it out with [IgnoreMember]")
                    : new SerdeProblem(
                        $"has the member '{member.Name}', which can neither be set nor is a parameter of the constructor",
                        "give it 'set' or 'init', or leave it out with [IgnoreMember]");
            }

            // Without [Key] nobody asked for a member that is computed from others: it is computed again.
            if (restore != MemberRestore.None || member.Key is not null)
            {
                models.Add(Model(member, part, restore, constructor));
                runsUserCode |= restore is not (MemberRestore.None or MemberRestore.Constructor) && UserCode.RunsOnAssignment(member);
            }
        }

        if (bad.Count > 0)
        {
            return Bad(bad);
        }

        return models.Count == 0 && !_isMarked
            ? new SerdeProblem("has no public properties or fields", "mark it with [MessagePackObject] if there is nothing in it")
            : Codec(className, isMap, models, constructor) with { RunsUserCode = runsUserCode };
    }

    /// <summary>All members that cannot be written: who mends one wants to know of the others.</summary>
    private static SerdeProblem Bad(List<(ObjectMember Member, SerdeProblem Problem)> bad)
    {
        var (first, problem) = bad[0];
        string type = TypeNames.Display(first.Type);
        return bad.Count == 1 || ReferenceEquals(problem, SerdeProblem.Endless)
            ? problem.In($"has the member '{first.Name}' of type '{type}', which ")
            : new SerdeProblem("has members that cannot be written: " + string.Join("; ", bad.Select(b =>
                $"'{b.Member.Name}' of type '{TypeNames.Display(b.Member.Type)}', which {b.Problem.Text}")));
    }

    private ObjectCodec Codec(string className, bool isMap, List<MemberModel> models, ConstructorMatch constructor) => new(
        TypeNames.Reference(type),
        TypeNames.Display(type),
        className,
        type.IsReferenceType,
        isMap,
        models.OrderBy(m => isMap ? 0 : m.Number).ToEquatableArray(),
        constructor.Arguments.Select(a => new ArgumentModel(TypeNames.Escape(a.Parameter.Name), a.Member.Name)).ToEquatableArray());

    private static MemberModel Model(ObjectMember member, PartModel part, MemberRestore restore, ConstructorMatch constructor) => new(
        member.IsHidden ? $"{member.Symbol.ContainingType.Name}_{member.Name}" : member.Name,
        TypeNames.Escape(member.Name),
        member.Key as int? ?? 0,
        TypeNames.Literal(member.Key as string ?? member.WireName),
        part,
        restore,
        constructor.DefaultOf(member))
    {
        Owner = member.IsHidden ? TypeNames.Reference(member.Symbol.ContainingType) : null,
    };

    /// <summary>The members that are on the wire, those of base types first; one that overrides stands for the other.</summary>
    private List<ObjectMember> Members()
    {
        var chain = new Stack<INamedTypeSymbol>();
        for (var at = type; at is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; at = at.BaseType)
        {
            chain.Push(at);
        }

        var members = new List<ObjectMember>();
        foreach (var symbol in chain.SelectMany(t => t.GetMembers()).Where(IsCandidate))
        {
            int hidden = members.FindLastIndex(m => m.Name == symbol.Name);
            if (hidden < 0)
            {
                members.Add(MemberOf(symbol, symbol.Name));
            }
            else if (Replaces(symbol, members[hidden].Symbol))
            {
                members[hidden] = MemberOf(symbol, members[hidden].WireName);
            }
            else
            {
                members[hidden].IsHidden = true;
                members.Insert(hidden + 1, MemberOf(symbol, $"{TypeNames.Metadata(symbol.ContainingType)}.{symbol.Name}"));
            }
        }

        members.RemoveAll(m => MessagePackAttributes.IsIgnored(m.Symbol) || (m.Key is null && (_isContract || !IsPublic(m))));
        return members;
    }

    private ObjectMember MemberOf(ISymbol symbol, string wireName) =>
        new(symbol, _isContract ? MessagePackAttributes.DataMemberKey(symbol) : MessagePackAttributes.Key(symbol)) { WireName = wireName };

    /// <summary>
    /// Whether a member takes the place of one of a base type: it overrides it; or, where names are keys, is a property of the same type that
    /// hides it, of which MessagePack-CSharp does not see the other.
    /// </summary>
    private bool Replaces(ISymbol symbol, ISymbol hidden) =>
        symbol is IPropertySymbol property
        && hidden is IPropertySymbol other
        && (property.IsOverride || (_keysAreNames && SymbolEqualityComparer.Default.Equals(property.Type, other.Type)));

    private static bool IsCandidate(ISymbol symbol) => !symbol.IsStatic && symbol switch
    {
        IPropertySymbol property => !property.IsIndexer && property.ExplicitInterfaceImplementations.IsEmpty,
        IFieldSymbol field => field.AssociatedSymbol is null && field.CanBeReferencedByName,
        _ => false,
    };

    private static bool IsPublic(ObjectMember member) => member.Symbol.DeclaredAccessibility == Accessibility.Public
        && (member.Symbol is IFieldSymbol || member.Getter is { DeclaredAccessibility: Accessibility.Public });

    private SerdeProblem? Problem(List<ObjectMember> members)
    {
        foreach (var member in members)
        {
            if (!types.IsAccessible(member.Symbol)
                || (member.Symbol is IPropertySymbol && (member.Getter is null || !types.IsAccessible(member.Getter))))
            {
                return $"has the member '{member.Name}' with a [{(_isContract ? "DataMember" : "Key")}], which the topology cannot read";
            }

        }

        string[] open = _keysAreNames ? [] : [.. members.Where(static m => m.Key is null).Select(static m => $"'{m.Name}'")];
        return open.Length == 0 ? null : new SerdeProblem(
            $"has the {(open.Length == 1 ? "member" : "members")} {string.Join(", ", open)} with neither [Key] nor [IgnoreMember]",
            "give each one of the two");
    }

    private SerdeProblem? KeyProblem(List<ObjectMember> members)
    {
        bool numbers = members.Any(m => m.Key is int);
        if (numbers && (members.Any(m => m.Key is string) || _keysAreNames))
        {
            var named = members.FirstOrDefault(static m => m.Key is string);
            return new SerdeProblem("has members with numbers and members with names for keys", "use one of the two").At(KeyOf(named), 0);
        }

        foreach (var member in members.Where(m => m.Key is int and (< 0 or > MaxNumber)))
        {
            return new SerdeProblem($"has the member '{member.Name}' with the key {KeyText(member)}", $"use 0 to {MaxNumber}").At(KeyOf(member), 0);
        }

        var twice = members.GroupBy(KeyText, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : new SerdeProblem(
            $"has two members with the key '{twice.Key}', '{twice.First().Name}' and '{twice.Last().Name}'", "give each a key of its own").At(KeyOf(twice.Last()), 0);
    }

    private static AttributeData? KeyOf(ObjectMember? member) => member is null ? null : MessagePackAttributes.KeyAttributeOf(member.Symbol);

    private static string KeyText(ObjectMember member) =>
        member.Key is int number ? number.ToString(CultureInfo.InvariantCulture) : member.Key as string ?? member.WireName;

    private MemberRestore Restore(ObjectMember member, ConstructorMatch constructor)
    {
        if (member.IsHidden)
        {
            // An object initializer does not reach it.
            return member is { IsInitOnly: false, IsRequired: false } && IsSettable(member) ? MemberRestore.Setter : MemberRestore.None;
        }

        bool inConstructor = constructor.Arguments.Any(a => a.Member == member);
        if (member.IsRequired && !(inConstructor && constructor.SetsRequiredMembers))
        {
            return MemberRestore.Required;
        }

        if (inConstructor)
        {
            return MemberRestore.Constructor;
        }

        return !IsSettable(member) ? MemberRestore.None
            : !member.IsInitOnly ? MemberRestore.Setter
            : member.MayHaveInitializer ? MemberRestore.Initializer
            : MemberRestore.PlainInitializer;
    }

    private bool IsSettable(ObjectMember member) =>
        member.Symbol is IFieldSymbol { IsReadOnly: false } || (member.Setter is { } setter && types.IsAccessible(setter));
}
