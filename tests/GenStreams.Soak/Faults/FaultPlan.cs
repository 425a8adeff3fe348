using System.Globalization;
using GenStreams.Soak.Instances;
using GenStreams.Tests.Cluster;

namespace GenStreams.Soak.Faults;

/// <summary>What goes wrong, one after the other, chosen by the seed. Each fault is over when its task is.</summary>
internal sealed class FaultPlan(KafkaCluster cluster, InstancePool instances, SoakLog log, Random random, bool isExactlyOnce)
{
    private const double SessionTimeout = 6;
    private const double TransactionTimeout = 10;
    private const int MostInstances = 3;

    // With their start, less than a transaction lasts: brokers that were all away lose aborts, and the longer the more (docs/guarantees.md, "Brokers").
    private const double LongestAbsence = 3;

    private int _count;

    public int Count => _count;

    /// <summary>One fault, then a pause of some seconds.</summary>
    public async Task NextAsync()
    {
        _count++;
        await (random.Next(20) switch
        {
            < 4 => KillAndReplaceAsync(),
            < 6 => KillAsync(),
            < 8 => KillTwoWhileAThirdJoinsAsync(),
            < 10 => StallAsync(),
            < 13 => StopAndReplaceAsync(),
            < 15 => ScaleAsync(),
            15 => PauseBrokerAsync(),
            16 => KillBrokerAsync(),
            17 => RestartBrokerAsync(),
            18 => AllBrokersAwayAsync(),
            _ => PauseBrokerAndKillAsync(),
        });
        await PauseAsync(1, 8);
    }

    private Instance Any() => instances.Running[random.Next(instances.Running.Length)];

    private async Task KillAndReplaceAsync()
    {
        Say("an instance is killed and replaced at once");
        var instance = Any();
        await instances.KillAsync(instance);
        await PauseAsync(0, 3);
        instances.Start(instance.Name);
    }

    private async Task KillAsync()
    {
        Say("an instance is killed and stays away until its session is over");
        string name = Any().Name;
        await instances.KillAsync(instances.Running.First(instance => instance.Name == name));
        await PauseAsync(SessionTimeout + 1, SessionTimeout + 6);
        instances.Start(name);
    }

    private async Task KillTwoWhileAThirdJoinsAsync()
    {
        Say("an instance is killed, another joins, a second is killed while the tasks move");
        await instances.KillAsync(Any());
        await PauseAsync(0, 8);
        instances.Start(instances.FreeName());
        await PauseAsync(0.5, 4);
        await instances.KillAsync(instances.Running[0]);
        await PauseAsync(0, 5);
        instances.Start(instances.FreeName());
    }

    private async Task StallAsync()
    {
        double seconds = Seconds(TransactionTimeout + 1, TransactionTimeout + 6);
        var instance = Any();
        Say($"{instance} stalls for {Text(seconds)}");
        await instance.StallAsync();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await instance.ContinueAsync();
    }

    private async Task StopAndReplaceAsync()
    {
        bool other = random.Next(2) == 0;
        Say(other ? "an instance is stopped and another takes its place" : "an instance is stopped and comes back");
        var instance = Any();
        string name = other ? instances.FreeName() : instance.Name;
        await instances.StopAsync(instance);
        await PauseAsync(0, 5);
        instances.Start(name);
    }

    private async Task ScaleAsync()
    {
        if (instances.Running.Length < MostInstances)
        {
            Say("one instance more");
            instances.Start(instances.FreeName());
        }
        else
        {
            Say("one instance less");
            await instances.StopAsync(Any());
        }
    }

    private async Task PauseBrokerAsync()
    {
        int broker = AnyBroker();
        double seconds = Seconds(2, TransactionTimeout + 4);
        Say($"broker {broker} does not answer for {Text(seconds)}");
        cluster.Pause(broker);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        cluster.Resume(broker);
    }

    private async Task KillBrokerAsync()
    {
        int broker = AnyBroker();
        double seconds = Seconds(0, isExactlyOnce && cluster.Brokers == 1 ? LongestAbsence : 8);
        Say($"broker {broker} is killed and comes back after {Text(seconds)}");
        cluster.Kill(broker);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        cluster.Restart(broker);
    }

    private Task RestartBrokerAsync()
    {
        int broker = AnyBroker();
        Say($"broker {broker} is restarted");
        return Task.Run(() => cluster.Restart(broker));
    }

    private async Task AllBrokersAwayAsync()
    {
        double seconds = isExactlyOnce ? Seconds(0, LongestAbsence) : Seconds(TransactionTimeout + 2, 40);
        Say($"all brokers are killed and come back after {Text(seconds)}");
        for (int broker = 1; broker <= cluster.Brokers; broker++)
        {
            cluster.Kill(broker);
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await Task.Run(cluster.RestartAll);
    }

    private async Task PauseBrokerAndKillAsync()
    {
        int broker = AnyBroker();
        Say($"an instance is killed and replaced while broker {broker} does not answer");
        cluster.Pause(broker);
        await PauseAsync(0.5, 2);
        var instance = Any();
        await instances.KillAsync(instance);
        instances.Start(instance.Name);
        await PauseAsync(1, 6);
        cluster.Resume(broker);
    }

    private int AnyBroker() => random.Next(cluster.Brokers) + 1;

    private double Seconds(double least, double most) => least + (random.NextDouble() * (most - least));

    private Task PauseAsync(double least, double most) => Task.Delay(TimeSpan.FromSeconds(Seconds(least, most)));

    private void Say(string what) => log.Say($"# fault {_count.ToString(CultureInfo.InvariantCulture)}: {what}");

    private static string Text(double seconds) => $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
