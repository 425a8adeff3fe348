#!/usr/bin/env bash
# A record that is produced with timestamp 0 gets the time of the machine's clock instead.
#
# Versions   Confluent.Kafka 2.16.0 with librdkafka.redist 2.16.0, .NET SDK 10.
# Expected   Kafka's timestamps are milliseconds since 1970-01-01 UTC. 0 is one of them, Kafka's brokers store it and the Java
#            client writes it, so a record produced with Timestamp(0, CreateTime) should be read with timestamp 0, as one
#            with 1 is read with 1.
# Behaviour  librdkafka takes 0 for "not given" and writes the present time, without a word. Confluent.Kafka passes it on
#            as it is; its Timestamp.Default, for "not given", is the same 0.
# Seen       1 -> 1
#            0 -> now
# What to do Never hand 0 to the client: write 1, one millisecond off, or refuse it. What copies records from topic to topic
#            and keeps their timestamps is concerned, and so are tests whose clock starts at zero.
set -euo pipefail

expected='1 -> 1
0 -> now'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >timestamps.csproj <<'XML'
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

// A cluster of librdkafka's own in this process; the consumer reaches it over the loopback.
var config = new ProducerConfig { BootstrapServers = "mock" };
config.Set("test.mock.num.brokers", "1");
using var producer = new ProducerBuilder<Null, string>(config).Build();
using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
string brokers = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));

long[] written = [1, 0];
foreach (long timestamp in written)
{
    await producer.ProduceAsync("records", new Message<Null, string> { Value = "x", Timestamp = new Timestamp(timestamp, TimestampType.CreateTime) });
}

using var consumer = new ConsumerBuilder<Null, string>(new ConsumerConfig { BootstrapServers = brokers, GroupId = "readers" }).Build();
var topic = admin.GetMetadata("records", TimeSpan.FromSeconds(30)).Topics[0];
consumer.Assign(topic.Partitions.Select(partition => new TopicPartitionOffset("records", partition.PartitionId, Offset.Beginning)));
var read = new List<long>();
for (var limit = DateTime.UtcNow.AddSeconds(60); read.Count < written.Length && DateTime.UtcNow < limit;)
{
    if (consumer.Consume(TimeSpan.FromSeconds(1)) is { } result)
    {
        read.Add(result.Message.Timestamp.UnixTimestampMs);
    }
}

read.Sort();
long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
foreach (var (given, found) in written.Zip(read))
{
    Console.WriteLine($"{given} -> {(Math.Abs(now - found) < 600_000 ? "now" : found)}");
}
CSHARP

found=$(dotnet run -c Release)
if [ "$found" != "$expected" ]; then
  printf 'librdkafka behaves otherwise than written down.\nexpected:\n%s\nfound:\n%s\n' "$expected" "$found" >&2
  exit 1
fi

printf '%s\n' "$found"
