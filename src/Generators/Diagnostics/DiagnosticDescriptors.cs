using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

/// <summary>All messages: one file for each area.</summary>
internal static partial class DiagnosticDescriptors
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(static f => (DiagnosticDescriptor)f.GetValue(null))
        .ToImmutableDictionary(static d => d.Id, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Get(string id) => ById[id];
}
