#!/usr/bin/env bash
# A cooperative consumer that changes its subscription to a topic it knows nothing of yet gives its partitions to nobody.
#
# Versions   Confluent.Kafka 2.16.0 with librdkafka.redist 2.16.0, .NET SDK 10; cooperative-sticky in the classic group protocol.
# Expected   Two members share a topic; one of them subscribes to another topic instead. The group is rebalanced: the other member gets
#            all of the first topic, and the one that changed gets the second.
# Behaviour  The client has no metadata of the new topic, finds that "the subscribed topics no longer exist", gives its partitions up as lost,
#            and stays in the group as it was, with heartbeats, without joining again. Its old partitions belong to a member that
#            does not read them: nobody does, until something else makes the group rebalance.
# Seen       both subscribe to 'first': 2 of 'first' | 2 of 'first'
#            one changes to 'second': 2 of 'first' | nothing
#            both subscribe to 'first': 2 of 'first' | 2 of 'first'
#            one changes to 'second', which it has looked up: 4 of 'first' | 4 of 'second'
# What to do Ask for the metadata of the new topics with the same client before subscribing (GetMetadata of each topic).
set -euo pipefail

expected="both subscribe to 'first': 2 of 'first' | 2 of 'first'
one changes to 'second': 2 of 'first' | nothing
both subscribe to 'first': 2 of 'first' | 2 of 'first'
one changes to 'second', which it has looked up: 4 of 'first' | 4 of 'second'"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >members.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Confluent.Kafka" Version="[2.16.0]" />
    <PackageReference Include="librdkafka.redist" Version="[2.16.0]" />
  </ItemGroup>
</Project>
XML

cat >Program.cs <<'CSHARP'
using Confluent.Kafka;

// A cluster of librdkafka's own in this process; the consumers reach it over the loopback.
var config = new ProducerConfig { BootstrapServers = "mock" };
config.Set("test.mock.num.brokers", "1");
using var producer = new ProducerBuilder<Null, string>(config).Build();
using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
string brokers = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
foreach (string topic in new[] { "first", "second" })
{
    await producer.ProduceAsync(topic, new Message<Null, string> { Value = "x" });
}

foreach (bool asks in new[] { false, true })
{
    using var stays = Join($"group-{asks}");
    using var changes = Join($"group-{asks}");
    stays.Subscribe("first");
    changes.Subscribe("first");
    Poll(60, () => stays.Assignment.Count == 2 && changes.Assignment.Count == 2, stays, changes);
    Console.WriteLine($"both subscribe to 'first': {Text(stays)} | {Text(changes)}");
    if (asks)
    {
        using var looksUp = new DependentAdminClientBuilder(changes.Handle).Build();
        looksUp.GetMetadata("second", TimeSpan.FromSeconds(10));
    }

    changes.Subscribe("second");
    Poll(20, () => stays.Assignment.Count == 4 && changes.Assignment.Count == 4, stays, changes);
    Console.WriteLine($"one changes to 'second'{(asks ? ", which it has looked up" : "")}: {Text(stays)} | {Text(changes)}");
    stays.Close();
    changes.Close();
}

IConsumer<Ignore, string> Join(string group) => new ConsumerBuilder<Ignore, string>(new ConsumerConfig
{
    BootstrapServers = brokers,
    GroupId = group,
    PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
    HeartbeatIntervalMs = 500,
    SessionTimeoutMs = 10_000,
}).Build();

static void Poll(int seconds, Func<bool> until, params IConsumer<Ignore, string>[] consumers)
{
    for (var limit = DateTime.UtcNow.AddSeconds(seconds); !until() && DateTime.UtcNow < limit;)
    {
        foreach (var consumer in consumers)
        {
            consumer.Consume(TimeSpan.FromMilliseconds(50));
        }
    }
}

static string Text(IConsumer<Ignore, string> consumer) =>
    consumer.Assignment.Count == 0 ? "nothing" : string.Join(", ", consumer.Assignment.GroupBy(partition => partition.Topic).Select(topic => $"{topic.Count()} of '{topic.Key}'"));
CSHARP

found=$(dotnet run -c Release)
if [ "$found" != "$expected" ]; then
  printf 'librdkafka behaves otherwise than written down.\nexpected:\n%s\nfound:\n%s\n' "$expected" "$found" >&2
  exit 1
fi

printf '%s\n' "$found"
