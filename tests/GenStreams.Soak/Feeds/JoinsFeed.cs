using System.Globalization;
using GenStreams.Soak.Checks;

namespace GenStreams.Soak.Feeds;

/// <summary>
/// What is joined. Joins depend on which of two topics is read first, so this feed goes by rounds, and a round's records are sent when
/// the group has committed all of the round before:
/// <list type="bullet">
/// <item>Tables change in one half of a round and streams in the other, so that each order meets the one version of its user.</item>
/// <item>The event time of a round spans less than the grace of the stream join, so that nothing of it is late, in whatever order its two
/// topics are read; the next round is half a minute later, so that all that found no partner is then joined with nothing.</item>
/// <item>Which changes of items and users meet in the foreign-key join is open; its last result for each item is not.</item>
/// </list>
/// </summary>
internal sealed class JoinsFeed(InputProducer producer, Ledger ledger, OwnedItems owned, GroupProgress progress, int seed)
{
    public const string LeftTopic = "soak-lefts";
    public const string RightTopic = "soak-rights";
    public const string OrderTopic = "soak-orders";
    public const string UserTopic = "soak-users";
    public const string ItemTopic = "soak-items";

    private const long Round = 30_000; // more than all that a window keeps; short, for brokers refuse times to come
    private const long Within = 1000;
    private const int PairKeys = 8; // of each partition and round
    private const int Users = 40;
    private const int Items = 80;

    private readonly Random _random = new(seed);
    private readonly string?[] _users = new string?[Users];
    private long _time = SoakRun.StartOfTime;

    public int Rounds { get; private set; }

    public async Task RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        ChangeTables(everything: true);
        await SettledAsync(giveUp);
        while (!stop.IsCancellationRequested)
        {
            SendOrders(40);
            SendPairs(everyLeftHasPartner: false);
            await SettledAsync(giveUp);
            ChangeTables(everything: false);
            await SettledAsync(giveUp);
            Rounds++;
        }
    }

    /// <summary>
    /// Moves stream time on, so that what waits for it comes out: with records that wait for nothing themselves. Several times, since what is
    /// overdue is looked for once a second at most.
    /// </summary>
    public async Task FinishAsync(CancellationToken giveUp)
    {
        for (int i = 0; i < 3; i++)
        {
            SendPairs(everyLeftHasPartner: true);
            await SettledAsync(giveUp);
            await Task.Delay(1500, giveUp);
        }
    }

    private Task SettledAsync(CancellationToken giveUp) =>
        progress.CommittedAsync([LeftTopic, RightTopic, OrderTopic, UserTopic, ItemTopic], giveUp);

    private void ChangeTables(bool everything)
    {
        for (int user = 0; user < Users; user++)
        {
            if (everything || _random.Next(8) == 0)
            {
                var record = producer.NewRecord();
                _users[user] = record.Id;
                producer.Send(record, UserTopic, Confluent.Kafka.Partition.Any, User(user), record.Id, _time);
                owned.UserIs(User(user), record);
            }
        }

        for (int item = 0; item < Items; item++)
        {
            if (everything || _random.Next(8) == 0)
            {
                var record = producer.NewRecord();
                string key = string.Create(CultureInfo.InvariantCulture, $"item{item}");
                string? owner = !everything && _random.Next(10) == 0 ? null : User(_random.Next(Users));
                producer.Send(record, ItemTopic, Confluent.Kafka.Partition.Any, key, owner is null ? null : $"{record.Id} {owner}", _time);
                owned.ItemIs(key, record, owner);
            }
        }
    }

    private void SendOrders(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var record = producer.NewRecord();
            int user = _random.Next(Users + 4); // the last ones are unknown
            string expected = user < Users ? _users[user]! : "-";
            ledger.Expect(record, Joins.OrderIdentity(record.Id), expected);
            producer.Send(record, OrderTopic, Confluent.Kafka.Partition.Any, User(user), record.Id, _time);
        }
    }

    private void SendPairs(bool everyLeftHasPartner)
    {
        _time += Round;
        for (int partition = 0; partition < SoakRun.Partitions; partition++)
        {
            for (int i = 0; i < PairKeys; i++)
            {
                int rights = everyLeftHasPartner ? 1 : _random.Next(3);
                bool leftFirst = _random.Next(2) == 0;
                SendPair(partition, string.Create(CultureInfo.InvariantCulture, $"p{partition}-{i}"), leftFirst, rights);
            }
        }
    }

    /// <summary>A left record and its partners, and a right one out of their reach.</summary>
    private void SendPair(int partition, string key, bool leftFirst, int rights)
    {
        var left = producer.NewRecord();
        long time = _time + 2000 + _random.Next(1000);
        if (leftFirst)
        {
            producer.Send(left, LeftTopic, partition, key, left.Id, time);
        }

        if (rights == 0)
        {
            ledger.Expect(left, Joins.PairIdentity(left.Id, "-"), "");
        }

        for (int i = 0; i < rights; i++)
        {
            var right = producer.NewRecord();
            ledger.Expect(right, Joins.PairIdentity(left.Id, right.Id), "");
            producer.Send(right, RightTopic, partition, key, right.Id, time + _random.NextInt64(-Within, Within + 1));
        }

        var far = producer.NewRecord();
        producer.Send(far, RightTopic, partition, key, far.Id, time - Within - 1 - _random.Next(500));
        if (!leftFirst)
        {
            producer.Send(left, LeftTopic, partition, key, left.Id, time);
        }
    }

    private static string User(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user}");
}
