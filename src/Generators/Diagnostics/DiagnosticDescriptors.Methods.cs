using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor AsynchronousMethod = new(
        DiagnosticIds.AsynchronousMethod,
        "Operators are synchronous",
        "'{0}' {2}, but a record goes on when its operator returns: what comes after the first 'await' would be lost, or run beside the next record, so do it without waiting, or write the record to a topic and do it behind that",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.AsynchronousMethod + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor ServiceParameter = new(
        DiagnosticIds.ServiceParameter,
        "A constructor parameter can be no service",
        "'{0}' can be no service, since it {1}: the parameters of the constructor of '{2}' come from the services, {3}",
        "GenStreams.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.ServiceParameter + HelpLinks.Extension);
}
