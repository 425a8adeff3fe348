using System.Collections.Immutable;
using GenStreams.Generators.Model;
using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Extraction.Serdes;

/// <summary>The serdes that are generated: each type once, each under a name of its own.</summary>
internal sealed class CodecRegistry
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _classNames = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The finished ones, sorted by class name.</summary>
    public ImmutableArray<CodecModel> Codecs =>
        [.. _entries.Values.Select(e => e.Codec).OfType<CodecModel>().OrderBy(c => c.ClassName, StringComparer.Ordinal)];

    /// <summary>How many there are: where <see cref="ForgetSince"/> goes back to.</summary>
    public int Mark => _order.Count;

    /// <summary>The class of a type; also while it is being made, so that types may contain themselves.</summary>
    public PartModel? Find(string key) => _entries.TryGetValue(key, out var entry) ? entry.Part : null;

    /// <summary>Gives a type a class, whose model <see cref="Complete"/> adds. Of two equal names the second is numbered.</summary>
    public PartModel Reserve(string key, string name, string type, bool isNullable)
    {
        string className = name;
        for (int number = 2; !_classNames.Add(className); number++)
        {
            className = name + number;
        }

        var part = new PartModel(PartKind.Codec, className, type, isNullable);
        _entries.Add(key, new Entry(part));
        _order.Add(key);
        return part;
    }

    public void Complete(string key, CodecModel codec) => _entries[key].Codec = codec;

    /// <summary>Takes back what was reserved since a mark: types that were made for one that then turned out to be impossible.</summary>
    public void ForgetSince(int mark)
    {
        for (int i = _order.Count - 1; i >= mark; i--)
        {
            _classNames.Remove(_entries[_order[i]].Part.Name);
            _entries.Remove(_order[i]);
            _order.RemoveAt(i);
        }
    }

    private sealed class Entry(PartModel part)
    {
        public PartModel Part { get; } = part;

        public CodecModel? Codec { get; set; }
    }
}
