using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NeedlessHistory = new(
        DiagnosticIds.NeedlessHistory,
        "Only tables and versioned stores keep a history",
        "'{0}' is {1}, which keeps no history: remove HistoryRetention, or {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessHistory + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MissingHistory = new(
        DiagnosticIds.MissingHistory,
        "A versioned store says how far its history reaches back",
        "'{0}' is a versioned store, but nothing says for how long it keeps versions: set HistoryRetention, such as HistoryRetention = \"1h\"",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingHistory + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor JoinGrace = new(
        DiagnosticIds.JoinGrace,
        "Grace is for joins of a stream with a versioned table",
        "'{0}' has Grace, but {1}: {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.JoinGrace + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SuppressLimit = new(
        DiagnosticIds.SuppressLimit,
        "[Suppress] says when it emits and how much it holds back",
        "'{0}' {1}: {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SuppressLimit + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SuppressWindow = new(
        DiagnosticIds.SuppressWindow,
        "Final results are those of windows",
        "'{0}' waits for windows to close, but {1}: {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SuppressWindow + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SuppressVersions = new(
        DiagnosticIds.SuppressVersions,
        "A versioned table cannot be suppressed",
        "'{0}' suppresses '{1}', which is versioned, and late updates of it are no news of the latest version: suppress a table without HistoryRetention",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SuppressVersions + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessRetention = new(
        DiagnosticIds.NeedlessRetention,
        "Rows with a retention are those of a table or a store of their own",
        "'{0}' has {1}, but {2}: {3}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessRetention + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor LongJoinGrace = new(
        DiagnosticIds.LongJoinGrace,
        "The grace of a join is within the history of its table",
        "'{0}' waits {1} ms for late updates, but '{2}' keeps its history for {3} ms only: what it would look back to is gone, so give '{2}' a HistoryRetention of {1} ms at least, or shorten Grace",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.LongJoinGrace + HelpLinks.Extension);
}
