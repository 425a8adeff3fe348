#!/usr/bin/env bash
# The admin client tells offset -1001, and no error, for a partition whose leader has gone away.
#
# Versions   Confluent.Kafka 2.16.0 with librdkafka.redist 2.16.0, .NET SDK 10.
# Expected   ListOffsets of a partition whose leader is down, while another broker was elected already, asks the new leader; or it
#            ends with an error of the partition, such as LeaderNotAvailable or a timeout.
# Behaviour  The answer has ErrorCode.NoError and offset -1001 (Offset.Unset): the request to the old leader failed, and the failure
#            is lost on the way. The client does not look the leader up again for it, so asking again does not help (it ends with
#            -1001 again, or with Local_NoEnt) until metadata is asked for explicitly or its own refresh comes, every five to fifteen minutes.
# Seen       leader there: NoError 3
#            leader away, another elected: NoError -1001
#            after GetMetadata: NoError 3
# What to do Take every offset below 0 for no answer, call GetMetadata, and ask again. Who compares the answer with an offset that was
#            kept ("the topic has become shorter, so it was made anew") throws good state away otherwise.
set -euo pipefail

expected='leader there: NoError 3
leader away, another elected: NoError -1001
after GetMetadata: NoError 3'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >ends.csproj <<'XML'
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
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

// A cluster of librdkafka's own in this process; the client that is asked reaches it over the loopback.
var config = new ProducerConfig { BootstrapServers = "mock" };
config.Set("test.mock.num.brokers", "3");
using var producer = new ProducerBuilder<Null, string>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

// The variant of the library that Confluent.Kafka has chosen for this machine.
string library = System.Diagnostics.Process.GetCurrentProcess().Modules.Cast<System.Diagnostics.ProcessModule>().First(module => module.FileName.Contains("librdkafka")).FileName;
NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == "librdkafka" ? NativeLibrary.Load(library) : 0);
nint cluster = Native.MockCluster(((SafeHandle)typeof(Handle).GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(producer.Handle)!).DangerousGetHandle());
using var own = new DependentAdminClientBuilder(producer.Handle).Build();
string brokers = string.Join(',', own.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
Native.CreateTopic(cluster, "records", 1, 3);
Native.SetLeader(cluster, "records", 0, 1);
for (int i = 0; i < 3; i++)
{
    await producer.ProduceAsync(new TopicPartition("records", 0), new Message<Null, string> { Value = "x" });
}

using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = brokers }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
Console.WriteLine($"leader there: {await EndAsync()}");
Native.SetDown(cluster, 1);
Native.SetLeader(cluster, "records", 0, 2);
Console.WriteLine($"leader away, another elected: {await EndAsync()}");
admin.GetMetadata(TimeSpan.FromSeconds(10));
Console.WriteLine($"after GetMetadata: {await EndAsync()}");

async Task<string> EndAsync()
{
    try
    {
        var question = new TopicPartitionOffsetSpec { TopicPartition = new TopicPartition("records", 0), OffsetSpec = OffsetSpec.Latest() };
        var answer = await admin.ListOffsetsAsync([question], new ListOffsetsOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        var found = answer.ResultInfos[0].TopicPartitionOffsetError;
        return $"{found.Error.Code} {found.Offset.Value}";
    }
    catch (ListOffsetsException e)
    {
        return $"exception {e.Result.ResultInfos[0].TopicPartitionOffsetError.Error.Code}";
    }
    catch (KafkaException e)
    {
        return $"exception {e.Error.Code}";
    }
}

static class Native
{
    [DllImport("librdkafka", EntryPoint = "rd_kafka_handle_mock_cluster")] public static extern nint MockCluster(nint client);
    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_topic_create")] public static extern int CreateTopic(nint cluster, string topic, int partitions, int replicas);
    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_partition_set_leader")] public static extern int SetLeader(nint cluster, string topic, int partition, int broker);
    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_broker_set_down")] public static extern int SetDown(nint cluster, int broker);
}
CSHARP

found=$(dotnet run -c Release)
if [ "$found" != "$expected" ]; then
  printf 'librdkafka behaves otherwise than written down.\nexpected:\n%s\nfound:\n%s\n' "$expected" "$found" >&2
  exit 1
fi

printf '%s\n' "$found"
