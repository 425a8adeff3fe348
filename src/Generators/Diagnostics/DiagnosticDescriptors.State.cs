using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor InvalidDuration = new(
        DiagnosticIds.InvalidDuration,
        "The text is no duration",
        "'{0}' is no duration: write numbers with units from great to small, d, h, m, s and ms, such as \"1h30m\" or \"250ms\"",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.InvalidDuration + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor WindowNotAllowed = new(
        DiagnosticIds.WindowNotAllowed,
        "The operator has no window",
        "[{0}] has no window: windows belong on [Count], [Reduce], [Aggregate] and joins of streams",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.WindowNotAllowed + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DuplicateStore = new(
        DiagnosticIds.DuplicateStore,
        "Two stores have one name",
        "'{0}' has a store named '{1}', and so has '{2}': give one of them another name",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DuplicateStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnusedStore = new(
        DiagnosticIds.UnusedStore,
        "The store is not used",
        "No method takes the store '{0}': add a parameter of type '{1}' to a [Process] or [ProcessValues] method, or remove the store",
        "GenStreams.State",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnusedStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NotCopartitioned = new(
        DiagnosticIds.NotCopartitioned,
        "The sides of a join are partitioned differently",
        "'{0}' has {1} partitions and '{2}' has {3}, so keys would not meet: repartition both into the same number",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NotCopartitioned + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor MissingKeySelector = new(
        DiagnosticIds.MissingKeySelector,
        "A join with a global table needs a key selector",
        "'{0}' joins the global table '{1}', so it must say where to look: name a method with KeySelector that makes the "
        + "table's key of a record",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingKeySelector + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessKeySelector = new(
        DiagnosticIds.NeedlessKeySelector,
        "Only a join with a global table has a key selector",
        "'{0}' joins '{1}' by key, since it is no global table: remove KeySelector, and change the key with [SelectKey] first",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessKeySelector + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor DuplicateRepartition = new(
        DiagnosticIds.DuplicateRepartition,
        "Two repartition topics have one name",
        "'{0}' needs a repartition topic named '{1}', which '{2}' has already: give one of them another name",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.DuplicateRepartition + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessStore = new(
        DiagnosticIds.NeedlessStore,
        "The operator has no store",
        "'{0}' has no store to name: only tables have; remove Store",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor JoinKind = new(
        DiagnosticIds.JoinKind,
        "The kind of join does not fit",
        "'{0}' joins a stream with a table, which answers records of the stream only: use Inner or Left",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.JoinKind + HelpLinks.Extension);
}
