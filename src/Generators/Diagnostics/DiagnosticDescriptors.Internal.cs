using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor InternalError = new(
        DiagnosticIds.InternalError,
        "The compiler failed",
        "The topology compiler failed; please report it with this text: {0}",
        "GenStreams.Internal",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.InternalError + HelpLinks.Extension);
}
