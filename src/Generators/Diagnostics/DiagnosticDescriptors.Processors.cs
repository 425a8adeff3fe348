using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor PunctuationInterval = new(
        DiagnosticIds.PunctuationInterval,
        "A punctuation needs an interval",
        "'{0}' would be called without a pause: give an interval of at least \"1ms\"",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PunctuationInterval + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor TimestampArguments = new(
        DiagnosticIds.TimestampArguments,
        "The source has no use for the setting",
        "'{0}' {1}: remove {2}",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.TimestampArguments + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnknownOutput = new(
        DiagnosticIds.UnknownOutput,
        "The output does not exist",
        "'{0}' takes the output '{1}', which no [Output] member fits to, and {2}: declare '[Output] partial {3}', or remove the parameter",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnknownOutput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor AmbiguousOutput = new(
        DiagnosticIds.AmbiguousOutput,
        "Several outputs fit",
        "'{0}' takes the output '{1}', but {2} have its types: name the parameter as one of them",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.AmbiguousOutput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UntakenOutput = new(
        DiagnosticIds.UntakenOutput,
        "No method emits to the output",
        "No method emits to '{0}': add a parameter of type '{1}' to a [Process], [ProcessValues] or [Punctuate] method, or remove the output",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UntakenOutput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnreadOutput = new(
        DiagnosticIds.UnreadOutput,
        "Nobody reads what the method emits",
        "'{0}' emits to '{1}', which no [Output] member fits to, so that it is the stream '{0}', and nobody reads that: "
        + "read it, give '{0}' a [Sink], or declare '[Output] partial {2}'",
        "GenStreams.References",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnreadOutput + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PunctuatorStore = new(
        DiagnosticIds.PunctuatorStore,
        "The punctuator reads a store that is not its own",
        "'{0}' takes the store '{1}', which no processor has: a punctuator runs in the tasks of the processors whose stores it takes, "
        + "so add a parameter of type '{2}' to a [Process] or [ProcessValues] method",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PunctuatorStore + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PunctuatorPlace = new(
        DiagnosticIds.PunctuatorPlace,
        "The punctuator has no task to run in",
        "'{0}' takes neither a store nor an [Output] that a processor takes too, so that there is no task to run it in: let it take one",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PunctuatorPlace + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PunctuatorOfSeveral = new(
        DiagnosticIds.PunctuatorOfSeveral,
        "The punctuator belongs to two sub-topologies",
        "'{0}' takes '{1}', which is in other tasks than '{2}': a repartition topic or nothing at all lies between their processors; "
        + "write a punctuator for each",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PunctuatorOfSeveral + HelpLinks.Extension);
}
