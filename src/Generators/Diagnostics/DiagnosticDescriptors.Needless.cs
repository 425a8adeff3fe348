using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ParameterOrder = new(
        DiagnosticIds.ParameterOrder,
        "Two parameters are in each other's place",
        "'{0}' takes its {1} and its {2} in the wrong order: change the places of '{3}' and '{4}'",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ParameterOrder + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor SeveralSerdes = new(
        DiagnosticIds.SeveralSerdes,
        "Two serdes for one key or value",
        "The {0} of '{1}' has a serde already: remove one of the two",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.SeveralSerdes + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessSerde = new(
        DiagnosticIds.NeedlessSerde,
        "The serde would not be used",
        "The serde for the {0} of '{1}' would not be used, since {2}: remove it",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessSerde + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessRepartition = new(
        DiagnosticIds.NeedlessRepartition,
        "Nothing is repartitioned",
        "'{0}' names a repartition topic, but the keys that it reads are not changed before it, so that there is none: remove Repartition",
        "GenStreams.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessRepartition + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor StateThroughProperty = new(
        DiagnosticIds.StateThroughProperty,
        "State is used through a property in an operator",
        "'{0}' reads '{1}' through its property, which is for queries from outside of the topology: {2}",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.StateThroughProperty + HelpLinks.Extension);
}
