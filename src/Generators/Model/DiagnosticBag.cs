using System.Collections.Immutable;
using GenStreams.Generators.Collections;

namespace GenStreams.Generators.Model;

/// <summary>Collects messages.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticModel> _items = [];

    public bool HasErrors => _items.Exists(static d => !DiagnosticIds.IsWarning(d.Id));

    /// <summary>Adds a message.</summary>
    /// <param name="id">The id of a descriptor.</param>
    /// <param name="anchor">What it points at.</param>
    /// <param name="arguments">What goes into the message.</param>
    public void Add(string id, AnchorId anchor, params string[] arguments) => Add(id, anchor, [], [], arguments);

    /// <summary>Adds a message with other places and facts for code fixes.</summary>
    public void Add(
        string id, AnchorId anchor, ImmutableArray<AnchorId> related, ImmutableArray<string> properties, params string[] arguments) =>
        _items.Add(new DiagnosticModel(id, anchor, related, arguments.ToEquatableArray(), properties));

    public void AddRange(IEnumerable<DiagnosticModel> items) => _items.AddRange(items);

    /// <summary>All messages in the order of their places.</summary>
    public EquatableArray<DiagnosticModel> ToSorted() =>
        _items.OrderBy(static d => d.Anchor.Index).ThenBy(static d => d.Id, StringComparer.Ordinal).ToEquatableArray();
}
