using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GenStreams.Generators.Extraction;

/// <summary>
/// Keeps what was extracted of a class while nothing has changed that it depends on. The C# compiler asks for all topologies again at every
/// edit anywhere, and in a project of many of them an edit concerns one. What is kept goes with the file that it was made of.
/// </summary>
internal sealed class ExtractionCache
{
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, Entry>> _entries = new();
    private readonly DeclarationHashes _hashes = new();

    /// <summary>Gives what was extracted, or extracts it.</summary>
    public Extracted? GetOrExtract(
        GeneratorAttributeSyntaxContext context,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Extracted?> extract,
        CancellationToken cancellation)
    {
        var entries = _entries.GetValue(context.TargetNode.SyntaxTree, static _ => new ConcurrentDictionary<int, Entry>());
        var compilation = context.SemanticModel.Compilation;
        var files = context.TargetSymbol.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree).Distinct().ToImmutableArray();
        ulong others = _hashes.Of(compilation, cancellation);
        foreach (var file in files)
        {
            others = unchecked(others - _hashes.Of(file, cancellation));
        }

        int place = context.TargetNode.SpanStart;
        if (entries.TryGetValue(place, out var known) && known.IsValid(compilation, files, others))
        {
            return known.Extracted;
        }

        var extracted = extract(context, cancellation);
        entries[place] = new Entry(extracted, compilation.ExternalReferences, compilation.Options, files, others);
        return extracted;
    }

    /// <summary>What was extracted, and all that it depends on.</summary>
    private sealed class Entry(
        Extracted? extracted,
        ImmutableArray<MetadataReference> references,
        CompilationOptions options,
        ImmutableArray<SyntaxTree> files,
        ulong others)
    {
        public Extracted? Extracted { get; } = extracted;

        /// <summary>Whether it is what extraction would make of a program. Its places must be in files that the program has, too.</summary>
        public bool IsValid(Compilation compilation, ImmutableArray<SyntaxTree> itsFiles, ulong itsOthers) =>
            others == itsOthers
            && files.SequenceEqual(itsFiles)
            && (references == compilation.ExternalReferences || references.SequenceEqual(compilation.ExternalReferences))
            && options.Equals(compilation.Options)
            && (Extracted is null || Extracted.Anchors.Files.All(compilation.ContainsSyntaxTree));
    }
}
