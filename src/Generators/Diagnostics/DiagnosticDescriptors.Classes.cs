using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ReservedName = new(
        DiagnosticIds.ReservedName,
        "The name is kept for generated members",
        "'{0}' begins with '{1}', as the members do that are generated into a topology: rename it",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ReservedName + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UndefinedValue = new(
        DiagnosticIds.UndefinedValue,
        "The value is none of its enum",
        "'{0}' has a value that the enum '{1}' does not define: use one of its members",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UndefinedValue + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DerivedTopology = new(
        DiagnosticIds.DerivedTopology,
        "A topology cannot derive from another",
        "'{0}' derives from the topology '{1}', whose operators would not be its own: put shared methods into a class that is no topology",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DerivedTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor RequiredMember = new(
        DiagnosticIds.RequiredMember,
        "A topology has no required members",
        "'{0}' is required, but each task makes a '{1}' and has no value for it: take it in the constructor",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.RequiredMember + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MisplacedOperator = new(
        DiagnosticIds.MisplacedOperator,
        "The attribute makes no operator here",
        "[{0}] means nothing on {1}: put it on an ordinary method of the topology",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MisplacedOperator + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor ForgottenTopology = new(
        DiagnosticIds.ForgottenTopology,
        "A class reads topics, but is no topology",
        "'{0}' has operators, but is no topology: add [Topology(\"name\")] to it",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ForgottenTopology + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor AliasedType = new(
        DiagnosticIds.AliasedType,
        "The type can be named through an extern alias only",
        "'{0}' is in an assembly whose only alias is '{1}', so that generated code cannot name it: add 'global' to the aliases of the reference",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.AliasedType + HelpLinks.Extension);
}
