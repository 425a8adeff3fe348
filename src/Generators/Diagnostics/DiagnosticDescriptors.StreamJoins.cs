using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MissingJoinWindow = new(
        DiagnosticIds.MissingJoinWindow,
        "A join of two streams needs a window",
        "'{0}' joins the streams '{1}' and '{2}', so it must say how far apart their records may lie: add [Window(Within = \"5m\")], "
        + "or Before and After; or make one of them a table with [ToTable]",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingJoinWindow + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessJoinWindow = new(
        DiagnosticIds.NeedlessJoinWindow,
        "A join with a table has no window",
        "'{0}' joins the table '{1}', whose row counts whatever its time: remove [Window]",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessJoinWindow + HelpLinks.Extension);
}
