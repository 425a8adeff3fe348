using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace GenStreams.Soak.Checks;

/// <summary>The counted words: each line once under each of its words, each count one more than that before it.</summary>
internal sealed class Words(Ledger ledger)
{
    private readonly Dictionary<string, (long Count, long Sum)> _tallies = new(StringComparer.Ordinal);

    public static string Identity(string word, string id) => $"word {word} {id}";

    public void See(ConsumeResult<byte[]?, byte[]?> result)
    {
        var position = ResultPosition.Of(result);
        string word = Encoding.UTF8.GetString(result.Message.Key!);
        string value = Encoding.UTF8.GetString(result.Message.Value!);
        string[] parts = value.Split(' ');
        long id = long.Parse(parts[2], CultureInfo.InvariantCulture);
        string identity = Identity(word, parts[2]);
        ledger.See(identity, value, position);

        var (count, sum) = _tallies.GetValueOrDefault(word);
        var now = (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
        if (now != (count + 1, sum + id))
        {
            ledger.AddWrong(identity, value, $"'{word}' is '{value}' after '{count} {sum}': {position}");
        }

        _tallies[word] = now;
    }
}
