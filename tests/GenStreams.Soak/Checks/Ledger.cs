using System.Globalization;
using GenStreams.Soak.Feeds;

namespace GenStreams.Soak.Checks;

/// <summary>The results that must come, entered before their input is sent, and those that came. Each is known by what it is a result of.</summary>
internal sealed class Ledger(SoakLog log)
{
    private const int Examples = 8; // of each kind of finding and of result

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly List<(string Finding, string Identity, string Value)> _findings = [];
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private long _missing;

    /// <summary>How many results have not come yet.</summary>
    public long Missing => Interlocked.Read(ref _missing);

    /// <summary>How many findings there are of a kind, <c>lost</c>, <c>doubled</c> or <c>wrong</c>.</summary>
    public long Count(string finding)
    {
        lock (_gate)
        {
            return _findings.Count(found => found.Finding == finding);
        }
    }

    /// <summary>A result must come.</summary>
    /// <param name="record">What it is a result of.</param>
    /// <param name="identity">What kind it is, a space, and which.</param>
    /// <param name="value">What it must be; null when another check knows it.</param>
    public void Expect(InputRecord record, string identity, string? value)
    {
        lock (_gate)
        {
            _entries.Add(identity, new Entry(record, value));
            _missing++;
        }
    }

    /// <summary>A result has come.</summary>
    public void See(string identity, string? value, ResultPosition position)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(identity, out var entry))
            {
                AddWrong(identity, value, $"'{identity}' = '{value}' must not be there: {position}");
                return;
            }

            if (entry.First is { } first)
            {
                AddDoubled(identity, value, $"'{identity}' came again as '{value}': {position}; first {first}; of {entry.Record}");
                return;
            }

            entry.First = position;
            _missing--;
            if (entry.Value is not null && value != entry.Value)
            {
                AddWrong(identity, value, $"'{identity}' is '{value}' and must be '{entry.Value}': {position}; of {entry.Record}");
            }
        }
    }

    public void AddWrong(string identity, string? value, string what) => Add("wrong", identity, value, what);

    public void AddDoubled(string identity, string? value, string what) => Add("doubled", identity, value, what);

    public void AddLost(string identity, string what) => Add("lost", identity, value: null, what);

    /// <summary>No more will come: what is missing is lost, unless its input never was there.</summary>
    /// <param name="input">The ids of all input.</param>
    public void Close(IReadOnlyDictionary<string, int> input)
    {
        lock (_gate)
        {
            if (Forgive(input) is > 0 and var forgiven)
            {
                log.Say($"{forgiven} findings are of input that its producer wrote twice, and do not count");
            }

            foreach (var (identity, entry) in _entries)
            {
                if (entry.First is not null)
                {
                    continue;
                }

                if (!input.ContainsKey(entry.Record.Id))
                {
                    log.Say($"! the producer of the input has not written what makes '{identity}': {entry.Record}");
                }
                else
                {
                    AddLost(identity, $"'{identity}' = '{entry.Value}' of {entry.Record}");
                }
            }
        }
    }

    /// <summary>How many results of each kind were found to be what.</summary>
    public string Summary()
    {
        lock (_gate)
        {
            return string.Join(", ", _kinds.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value}")));
        }
    }

    /// <summary>
    /// Takes back what was found of results that are right, since the test's own producer wrote their input twice: these, those that count on with
    /// it, and pairs that it made.
    /// </summary>
    /// <returns>How many findings.</returns>
    private int Forgive(IReadOnlyDictionary<string, int> input)
    {
        var ids = input.Where(id => id.Value > 1).Select(id => id.Key).ToHashSet(StringComparer.Ordinal);
        var keys = _entries.Where(entry => ids.Contains(entry.Value.Record.Id)).Select(entry => Key(entry.Key)).ToHashSet(StringComparer.Ordinal);
        return _findings.RemoveAll(found => found.Finding != "lost" && (keys.Contains(Key(found.Identity)) || found.Value.Split(' ').Any(ids.Contains)));

        static string Key(string identity) => identity.Split(' ')[1];
    }

    private void Add(string finding, string identity, string? value, string what)
    {
        lock (_gate)
        {
            _findings.Add((finding, identity, value ?? ""));
            string kind = $"{identity[..identity.IndexOf(' ', StringComparison.Ordinal)]} {finding}";
            int count = _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            if (count <= Examples)
            {
                log.Say($"! {finding}: {what}");
            }
        }
    }

    private sealed class Entry(InputRecord record, string? value)
    {
        public InputRecord Record => record;

        public string? Value => value;

        public ResultPosition? First { get; set; }
    }
}
