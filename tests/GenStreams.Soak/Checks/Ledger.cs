using System.Globalization;
using GenStreams.Soak.Feeds;

namespace GenStreams.Soak.Checks;

/// <summary>The results that must come, entered before their input is sent, and those that came. Each is known by what it is a result of.</summary>
internal sealed class Ledger(SoakLog log)
{
    private const int Examples = 8; // of each kind of finding and of result

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _findings = new(StringComparer.Ordinal);
    private long _missing;

    /// <summary>How many results have not come yet.</summary>
    public long Missing => Interlocked.Read(ref _missing);

    public long Doubled { get; private set; }

    public long Wrong { get; private set; }

    public long Lost { get; private set; }

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
                AddWrong(identity, $"'{identity}' = '{value}' must not be there: {position}");
                return;
            }

            if (entry.First is { } first)
            {
                AddDoubled(identity, $"'{identity}' came again as '{value}': {position}; first {first}; of {entry.Record}");
                return;
            }

            entry.First = position;
            _missing--;
            if (entry.Value is not null && value != entry.Value)
            {
                AddWrong(identity, $"'{identity}' is '{value}' and must be '{entry.Value}': {position}; of {entry.Record}");
            }
        }
    }

    public void AddWrong(string identity, string what)
    {
        lock (_gate)
        {
            Wrong++;
            Tell("wrong", identity, what);
        }
    }

    public void AddDoubled(string identity, string what)
    {
        lock (_gate)
        {
            Doubled++;
            Tell("doubled", identity, what);
        }
    }

    public void AddLost(string identity, string what)
    {
        lock (_gate)
        {
            Lost++;
            Tell("lost", identity, what);
        }
    }

    /// <summary>No more will come: what is missing is lost, unless its input never was there.</summary>
    /// <param name="input">The ids of all input.</param>
    public void Close(IReadOnlyDictionary<string, int> input)
    {
        lock (_gate)
        {
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
            return string.Join(", ", _findings.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value}")));
        }
    }

    private void Tell(string finding, string identity, string what)
    {
        string kind = $"{identity[..identity.IndexOf(' ', StringComparison.Ordinal)]} {finding}";
        int count = _findings[kind] = _findings.GetValueOrDefault(kind) + 1;
        if (count <= Examples)
        {
            log.Say($"! {finding}: {what}");
        }
    }

    private sealed class Entry(InputRecord record, string? value)
    {
        public InputRecord Record => record;

        public string? Value => value;

        public ResultPosition? First { get; set; }
    }
}
