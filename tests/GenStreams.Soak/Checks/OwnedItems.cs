using System.Text;
using Confluent.Kafka;
using GenStreams.Soak.Feeds;

namespace GenStreams.Soak.Checks;

/// <summary>
/// Results of the foreign-key join. An item and its owner change at the same time, so which pairs come on the way is open. But a pair of versions
/// comes once at most, since the change that comes second makes it; and the last result of an item is that of the last versions.
/// </summary>
internal sealed class OwnedItems(Ledger ledger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, InputRecord> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (InputRecord Record, string? Owner)> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Value, ResultPosition Position)> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResultPosition> _pairs = new(StringComparer.Ordinal);

    public void UserIs(string user, InputRecord record)
    {
        lock (_gate)
        {
            _users[user] = record;
        }
    }

    public void ItemIs(string item, InputRecord record, string? owner)
    {
        lock (_gate)
        {
            _items[item] = (record, owner);
        }
    }

    public void See(ConsumeResult<byte[]?, byte[]?> result)
    {
        var position = ResultPosition.Of(result);
        string item = Encoding.UTF8.GetString(result.Message.Key!);
        string? value = result.Message.Value is null ? null : Encoding.UTF8.GetString(result.Message.Value);
        lock (_gate)
        {
            _last[item] = (value, position);
            if (value is not null && !_pairs.TryAdd(value, position))
            {
                ledger.AddDoubled($"owned {item}", value, $"'{item}' is '{value}' again: {position}; first {_pairs[value]}");
            }
        }
    }

    /// <summary>How many items have another last result than they must have.</summary>
    public int Missing()
    {
        lock (_gate)
        {
            return _items.Count(item => _last.GetValueOrDefault(item.Key).Value != Expected(item.Value));
        }
    }

    /// <summary>No more will come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var (item, latest) in _items)
            {
                var last = _last.GetValueOrDefault(item);
                if (last.Value != Expected(latest))
                {
                    ledger.AddLost($"owned {item}", $"the last of '{item}', '{Expected(latest)}', of {latest.Record}; there is '{last.Value}': {last.Position}");
                }
            }
        }
    }

    private string? Expected((InputRecord Record, string? Owner) item) => item.Owner is null ? null : $"{item.Record.Id} {item.Owner} {_users[item.Owner].Id}";
}
