using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Diagnostics;

/// <summary>All messages: one file for each area.</summary>
internal static partial class DiagnosticDescriptors
{
    // Made when first asked for: fields of a class in several files are initialised in an order that no file shows.
    private static readonly Lazy<ImmutableDictionary<string, DiagnosticDescriptor>> ById = new(static () => typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(static f => (DiagnosticDescriptor)f.GetValue(null))
        .ToImmutableDictionary(static d => d.Id, StringComparer.Ordinal));

    /// <summary>All of them.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Value.Values;

    public static DiagnosticDescriptor Get(string id) => ById.Value[id];
}
