using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor TopologyNotPartial = new(
        DiagnosticIds.TopologyNotPartial,
        "A topology class must be partial",
        "'{0}' is a topology, so generated code must be added to it: make it partial",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.TopologyNotPartial + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        DiagnosticIds.ContainingTypeNotPartial,
        "The types around a topology must be partial",
        "'{0}' contains the topology '{1}', to which generated code must be added: make it partial",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ContainingTypeNotPartial + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PropertyNotPartial = new(
        DiagnosticIds.PropertyNotPartial,
        "An operator's property must be partial",
        "'{0}' is an operator, so generated code must implement it: make it partial",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PropertyNotPartial + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor FileLocalTopology = new(
        DiagnosticIds.FileLocalTopology,
        "A topology cannot be file-local",
        "'{0}' is visible in its file only, and generated code stands in another: remove 'file'",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.FileLocalTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor GenericTopology = new(
        DiagnosticIds.GenericTopology,
        "A topology cannot be generic",
        "'{0}' has type parameters, but a topology's types must be known: remove them, or make a topology for each type",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.GenericTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor TopologyCannotBeCreated = new(
        DiagnosticIds.TopologyCannotBeCreated,
        "A topology must be a class that can be created",
        "'{0}' is {1}, but each task has an object of it: remove '{1}'",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.TopologyCannotBeCreated + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SeveralConstructors = new(
        DiagnosticIds.SeveralConstructors,
        "A topology must have one constructor",
        "'{0}' has {1} constructors, and not exactly one of them is public: leave one public, whose parameters come from the services",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SeveralConstructors + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        DiagnosticIds.LanguageVersion,
        "The C# version is too old",
        "Topologies need partial properties, but the language version is {0}: set LangVersion to {1} or greater",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.LanguageVersion + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor InvalidName = new(
        DiagnosticIds.InvalidName,
        "A name must be one that Kafka takes",
        "The {0} name '{1}' cannot be used, since {2}: use 1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-'",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.InvalidName + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PropertyForm = new(
        DiagnosticIds.PropertyForm,
        "An operator's property must be a plain partial property",
        "'{0}' is {1}, but generated code implements operators' properties: declare it as 'partial T {0} {{ get; }}'",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PropertyForm + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SeveralOperators = new(
        DiagnosticIds.SeveralOperators,
        "A member is one operator",
        "'{0}' is [{1}] already and cannot be [{2}] as well: make a member for each, the second reading the first",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SeveralOperators + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DuplicateMember = new(
        DiagnosticIds.DuplicateMember,
        "Operators must have different names",
        "There is another operator named '{0}', and a name stands for one stream: rename one of them",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DuplicateMember + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnsupportedSignature = new(
        DiagnosticIds.UnsupportedSignature,
        "The method does not fit its operator",
        "'{0}' does not fit [{1}], since {2}. Allowed: {3}.",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnsupportedSignature + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NoOperator = new(
        DiagnosticIds.NoOperator,
        "An attribute that only operators have",
        "'{0}' is no operator, so [{1}] means nothing: add an operator attribute, or remove it",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NoOperator + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor OutsideTopology = new(
        DiagnosticIds.OutsideTopology,
        "An operator outside of a topology",
        "[{0}] means nothing here, since '{1}' is no topology: add [Topology(\"name\")] to it, or remove the attribute",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.OutsideTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SinkTopic = new(
        DiagnosticIds.SinkTopic,
        "A sink has a topic or chooses one",
        "A [Sink] needs either a topic or a TopicSelector, and not both",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SinkTopic + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor EmptyTopology = new(
        DiagnosticIds.EmptyTopology,
        "A topology without operators",
        "'{0}' has no operator: add a [Source] and members that read it",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.EmptyTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor OneStepForm = new(
        DiagnosticIds.OneStepForm,
        "The one-step form does not fit",
        "{0}: name inputs and put [Source] and [Sink] on members for more than one step",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.OneStepForm + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor BranchForm = new(
        DiagnosticIds.BranchForm,
        "A branch has a condition or is the default",
        "'{0}' cannot be a branch like this: {1}",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.BranchForm + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor InvalidPartitionCount = new(
        DiagnosticIds.InvalidPartitionCount,
        "A partition count must be positive",
        "The partition count of '{0}' must be 1 or more: leave it out to take that of the upstream topics",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.InvalidPartitionCount + HelpLinks.Extension);
}
