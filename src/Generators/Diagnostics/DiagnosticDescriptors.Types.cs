using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor EdgeType = new(
        DiagnosticIds.EdgeType,
        "The type does not fit what is read",
        "'{0}' takes {1}, but the {2} of '{3}' are '{4}': change one of the two types, or convert with [MapValues] or [Map] between them",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.EdgeType + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor ReturnType = new(
        DiagnosticIds.ReturnType,
        "The method does not return what its operator needs",
        "'{0}' is [{1}], so it must return {2}. Allowed: {3}.",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ReturnType + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor UnserializableType = new(
        DiagnosticIds.UnserializableType,
        "The type cannot be serialised",
        "'{0}' goes through a topic or a store, but {1}: {2}",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.UnserializableType + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor PropertyType = new(
        DiagnosticIds.PropertyType,
        "The property's type does not fit its operator",
        "'{0}' is '{1}', but [{2}] gives another type here: make it '{3}'",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.PropertyType + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor LeftJoinNullability = new(
        DiagnosticIds.LeftJoinNullability,
        "A side of the join can be null",
        "'{0}' is {4} join, so '{1}' is null where '{3}' has no value: declare it as '{2}?'",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.LeftJoinNullability + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NoInitialAggregate = new(
        DiagnosticIds.NoInitialAggregate,
        "There is no first aggregate",
        "'{0}' begins with a new '{1}', which has no public parameterless constructor: name a method with Initializer, or make "
        + "the aggregate nullable",
        "GenStreams.Types",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NoInitialAggregate + HelpLinks.Extension);
}
