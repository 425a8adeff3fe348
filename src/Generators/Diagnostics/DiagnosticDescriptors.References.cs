using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnknownInput = new(
        DiagnosticIds.UnknownInput,
        "The input does not exist",
        "'{0}' reads '{1}', which is no operator of this topology: name a member that has an operator attribute{2}",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnknownInput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor ForeignInput = new(
        DiagnosticIds.ForeignInput,
        "The input is a member of another class",
        "'{0}' is a member of '{1}', but operators and their methods must be members of '{2}'; declare it there",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ForeignInput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SelfReference = new(
        DiagnosticIds.SelfReference,
        "An operator reads itself",
        "'{0}' reads itself: name the member that its records come from",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SelfReference + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MissingInput = new(
        DiagnosticIds.MissingInput,
        "The input is missing",
        "'{0}' does not say what it reads: name the upstream member, or put [Source] on a class of one operator",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingInput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MissingMethod = new(
        DiagnosticIds.MissingMethod,
        "The method does not exist",
        "{0} names '{1}', but '{2}' has no such method. Declare it as {3}.",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingMethod + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MethodSignature = new(
        DiagnosticIds.MethodSignature,
        "The method does not fit its purpose",
        "'{0}' cannot be the {1}, since {2}. Allowed: {3}.",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MethodSignature + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnknownStore = new(
        DiagnosticIds.UnknownStore,
        "The store does not exist",
        "'{0}' takes the store '{1}', but there is no [StateStore] of type '{2}': declare one as a partial property",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnknownStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor AmbiguousStore = new(
        DiagnosticIds.AmbiguousStore,
        "Several stores fit",
        "'{0}' takes the store '{1}', and {2} are all of its type: give the parameter the name of the one that is meant",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.AmbiguousStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MergeInputs = new(
        DiagnosticIds.MergeInputs,
        "A merge reads two or more different members",
        "'{0}' does not merge two or more members, since {1}: name each upstream member once",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MergeInputs + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor InputIsNoOperator = new(
        DiagnosticIds.InputIsNoOperator,
        "The input is no operator",
        "'{0}' reads '{1}', which is a member but no operator: give it an operator attribute, or name another",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.InputIsNoOperator + HelpLinks.Extension);
}
