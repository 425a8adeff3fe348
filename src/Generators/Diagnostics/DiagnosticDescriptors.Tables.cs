using GenStreams.Generators.Model;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MissingSubtractor = new(
        DiagnosticIds.MissingSubtractor,
        "An aggregation of a grouped table needs a subtractor",
        "'{0}' aggregates the grouped table '{1}', whose old values have to be taken out again: name a method with Subtractor",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.MissingSubtractor + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessSubtractor = new(
        DiagnosticIds.NeedlessSubtractor,
        "Only an aggregation of a grouped table has a subtractor",
        "'{0}' never takes anything out: '{1}' is no grouped table, so it has no old values; remove Subtractor",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessSubtractor + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor NeedlessForeignKey = new(
        DiagnosticIds.NeedlessForeignKey,
        "Only a join of two tables has a foreign key",
        "'{0}' joins a stream, whose records have no foreign keys to follow: re-key the stream with [SelectKey], or make it a table with [ToTable]",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.NeedlessForeignKey + HelpLinks.Extension);

    public static readonly DiagnosticDescriptor OuterForeignKeyJoin = new(
        DiagnosticIds.OuterForeignKeyJoin,
        "A foreign-key join is inner or left",
        "'{0}' joins by a foreign key, so each result has the key of a left row, and right rows that none refers to have none: use Inner or Left",
        "GenStreams.State",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks.Root + DiagnosticIds.OuterForeignKeyJoin + HelpLinks.Extension);
}
