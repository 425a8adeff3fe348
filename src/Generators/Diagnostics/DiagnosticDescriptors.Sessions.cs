using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MissingMerger = new(
        DiagnosticIds.MissingMerger,
        "An aggregation of sessions needs a merger",
        "A record can join two sessions of '{0}' into one: name the method that makes one aggregate of theirs with Merger = nameof(...): {1}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingMerger + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessMerger = new(
        DiagnosticIds.NeedlessMerger,
        "Only an aggregation of sessions has a merger",
        "'{0}' has no session windows, so two aggregates never become one: remove Merger, or set [Window(Session = ...)]",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessMerger + HelpLinks.Extension);
}
