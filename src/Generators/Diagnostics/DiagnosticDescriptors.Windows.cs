using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor WindowKind = new(
        DiagnosticIds.WindowKind,
        "A window has one bound that fits its operator",
        "The window of '{0}' has {1}: set {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.WindowKind + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor WindowLength = new(
        DiagnosticIds.WindowLength,
        "A window's lengths must fit each other",
        "In the window of '{0}', {1}: set {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.WindowLength + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor WindowArgument = new(
        DiagnosticIds.WindowArgument,
        "The argument does not belong to this kind of window",
        "The window of '{0}' has {1}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.WindowArgument + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor CogroupTarget = new(
        DiagnosticIds.CogroupTarget,
        "A cogroup goes into an aggregate",
        "'{0}' goes into '{1}', which is {2}: name an [Aggregate] of a stream",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.CogroupTarget + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor CogroupOnClose = new(
        DiagnosticIds.CogroupOnClose,
        "The windows of a cogroup are emitted on update",
        "'{0}' goes into '{1}', which emits its windows when they close, but each input has a stream time of its own, so none is final: "
        + "remove Emit, or merge the inputs before one [Aggregate]",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.CogroupOnClose + HelpLinks.Extension);
}
