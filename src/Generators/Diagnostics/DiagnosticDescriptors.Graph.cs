using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor Cycle = new(
        DiagnosticIds.Cycle,
        "Operators read each other in a circle",
        "{0} read each other in a circle, so none of them can begin: let one read a [Source]; to feed records back, write to a "
        + "topic and read that",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.Cycle + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor WrongInputKind = new(
        DiagnosticIds.WrongInputKind,
        "The operator does not read this kind of member",
        "'{0}' reads {1}, but '{2}' is {3}",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.WrongInputKind + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor KeyChangeOnTable = new(
        DiagnosticIds.KeyChangeOnTable,
        "A table's keys cannot be changed",
        "'{0}' changes keys, but '{1}' is a table, which stands or falls with them: read its changes through a [ToStream]",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.KeyChangeOnTable + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NoReader = new(
        DiagnosticIds.NoReader,
        "The member does nothing",
        "'{0}' does nothing: nothing reads it and it writes to no topic; read it, add a [Sink], make a table public or name "
        + "its Store, or remove it",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NoReader + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DuplicateSource = new(
        DiagnosticIds.DuplicateSource,
        "The topic is read twice",
        "The topic '{0}' is read by '{1}' already: remove this source and read '{1}', as often as you like",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DuplicateSource + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor TopicLoop = new(
        DiagnosticIds.TopicLoop,
        "Records come back",
        "'{0}' writes to '{1}', the topic that its records come from: each comes back, again and again, unless something stops it",
        "GenStreams.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.TopicLoop + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DuplicateSink = new(
        DiagnosticIds.DuplicateSink,
        "The member writes to the topic twice",
        "'{0}' writes to '{1}' already: remove this [Sink]",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DuplicateSink + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DefaultBranch = new(
        DiagnosticIds.DefaultBranch,
        "A default branch must be the last one",
        "'{0}' comes after the default branch '{1}', which leaves nothing for it: declare the default branch once and last",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DefaultBranch + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SinkOnNothing = new(
        DiagnosticIds.SinkOnNothing,
        "There is nothing to write",
        "'{0}' cannot have a [Sink], since {1}",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SinkOnNothing + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor TopicTypes = new(
        DiagnosticIds.TopicTypes,
        "A topic has one type",
        "Topic '{0}' has {1} of type '{2}' here, but '{3} at '{4}': what one writes the other cannot read, so use one type and one serde, or two topics",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.TopicTypes + HelpLinks.Extension);
}
