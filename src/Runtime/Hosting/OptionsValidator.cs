using System.Globalization;
using GenStreams.Clients;
using GenStreams.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenStreams.Hosting;

/// <summary>Checks the settings of a topology when the host starts.</summary>
internal sealed class OptionsValidator(IEnumerable<TopologyRegistration> topologies, IServiceProviderIsService services)
    : IValidateOptions<GenStreamsOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GenStreamsOptions options)
    {
        var topology = topologies.FirstOrDefault(t => t.OptionsName == name);
        if (topology is null)
        {
            return ValidateOptionsResult.Skip;
        }

        var errors = new List<string>();
        CheckNames(options, topology.Descriptor.Name, errors);
        CheckAmounts(options, errors);
        CheckPolicies(options, errors);
        CheckProperties(options, errors);
        CheckTransactions(options, errors);
        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(e => $"Topology '{topology.Descriptor.Name}': {e}"));
    }

    private static void CheckNames(GenStreamsOptions options, string topology, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            errors.Add("BootstrapServers is not set. Set it in AddGenStreams(o => o.BootstrapServers = \"host:port\") or in the section of the configuration that AddGenStreams is given.");
        }

        string id = options.ApplicationId ?? topology;
        if (!IsTopicName(id))
        {
            errors.Add($"ApplicationId is '{id}': it is part of topic names and must have 1 to 200 of the characters a-z, A-Z, 0-9, '.', '_' and '-'.");
        }

        if (options.InstanceId is { } instance && !IsTopicName(instance))
        {
            errors.Add($"InstanceId is '{instance}' and must have 1 to 200 of the characters a-z, A-Z, 0-9, '.', '_' and '-'.");
        }
    }

    private static void CheckAmounts(GenStreamsOptions options, List<string> errors)
    {
        Require(options.Threads is >= 1 and <= 1000, nameof(options.Threads), options.Threads, "1 to 1000", errors);
        Require(options.CacheMaxBytes >= 0, nameof(options.CacheMaxBytes), options.CacheMaxBytes, "0 or more", errors);
        Require(
            options.BufferedRecordsPerPartition >= 1, nameof(options.BufferedRecordsPerPartition), options.BufferedRecordsPerPartition, "1 or more", errors);
        Require(
            options.ReplicationFactor is -1 or (>= 1 and <= short.MaxValue), nameof(options.ReplicationFactor), options.ReplicationFactor,
            "-1 (the brokers' default) or 1 and more", errors);
        Require(
            options.MaxTaskIdle >= TimeSpan.Zero || options.MaxTaskIdle == Timeout.InfiniteTimeSpan, nameof(options.MaxTaskIdle), options.MaxTaskIdle,
            "-00:00:00.001 (never wait), 0 or more", errors);
        RequirePositive(nameof(options.IdleStreamTime), options.IdleStreamTime ?? TimeSpan.FromSeconds(1), errors);
        RequirePositive(nameof(options.CommitInterval), options.CommitInterval ?? TimeSpan.FromSeconds(1), errors);
        RequirePositive(nameof(options.RepartitionPurgeInterval), options.RepartitionPurgeInterval, errors);
        RequirePositive(nameof(options.StartTimeout), options.StartTimeout, errors);
        RequirePositive(nameof(options.ShutdownTimeout), options.ShutdownTimeout, errors);
        Require(Enum.IsDefined(options.ProcessingGuarantee), nameof(options.ProcessingGuarantee), options.ProcessingGuarantee, "AtLeastOnce or ExactlyOnce", errors);
        Require(Enum.IsDefined(options.GroupProtocol), nameof(options.GroupProtocol), options.GroupProtocol, "Auto, Classic or Consumer", errors);
        Require(
            Enum.IsDefined(options.OnMissingChangelog), nameof(options.OnMissingChangelog), options.OnMissingChangelog, "Fail or StartEmpty", errors);
        Require(Enum.IsDefined(options.OnStop), nameof(options.OnStop), options.OnStop, "Leave or Stay", errors);
        Require(options.StandbyReplicas >= 0, nameof(options.StandbyReplicas), options.StandbyReplicas, "0 or more", errors);
        Require(Enum.IsDefined(options.OnThreadFailure), nameof(options.OnThreadFailure), options.OnThreadFailure, "StopHost, StopTopology or ReplaceThread", errors);
    }

    private void CheckPolicies(GenStreamsOptions options, List<string> errors)
    {
        CheckPolicy<IDeserializationErrorHandler>(nameof(options.OnDeserializationError), options.OnDeserializationError, errors);
        CheckPolicy<IProcessingErrorHandler>(nameof(options.OnProcessingError), options.OnProcessingError, errors);
        CheckPolicy<IProductionErrorHandler>(nameof(options.OnProductionError), options.OnProductionError, errors);
    }

    private void CheckPolicy<THandler>(string name, ErrorPolicy? policy, List<string> errors)
    {
        if (policy is null)
        {
            errors.Add($"{name} is null; set ErrorPolicy.Fail, Skip, Handler or DeadLetter(topic).");
        }
        else if (policy.Action is null && !services.IsService(typeof(THandler)))
        {
            errors.Add($"{name} is Handler, but no {typeof(THandler).Name} is registered: add services.AddSingleton<{typeof(THandler).Name}, ...>().");
        }
    }

    // A transaction is open from one commit to the next: one that times out before is never committed.
    private static void CheckTransactions(GenStreamsOptions options, List<string> errors)
    {
        if (options.ProcessingGuarantee != ProcessingGuarantee.ExactlyOnce || options.CommitInterval is not { } interval)
        {
            return;
        }

        string text = Property(options.Producer, options.Common, "transaction.timeout.ms") ?? ClientDefaults.TransactionTimeoutMs;
        if (long.TryParse(text, CultureInfo.InvariantCulture, out long timeout) && interval.TotalMilliseconds >= timeout)
        {
            errors.Add(
                $"CommitInterval is {interval}, and transactions time out after {timeout} ms (transaction.timeout.ms in Producer or Common): with ExactlyOnce a transaction " +
                "lasts from commit to commit. Set a CommitInterval that is well below it (default 100 ms), or a longer transaction.timeout.ms.");
        }
    }

    /// <summary>What a property of a kind of client is set to, there or for all clients; null: to nothing.</summary>
    internal static string? Property(IDictionary<string, string> own, IDictionary<string, string> common, string name) =>
        own.TryGetValue(name, out string? value) || common.TryGetValue(name, out value) ? value : null;

    private static void CheckProperties(GenStreamsOptions options, List<string> errors)
    {
        CheckProperties(nameof(options.Common), options.Common, options.ProcessingGuarantee, errors);
        CheckProperties(nameof(options.Consumer), options.Consumer, options.ProcessingGuarantee, errors);
        CheckProperties(nameof(options.Producer), options.Producer, options.ProcessingGuarantee, errors);
        CheckProperties(nameof(options.Admin), options.Admin, options.ProcessingGuarantee, errors);
        CheckProperties(nameof(options.RestoreConsumer), options.RestoreConsumer, options.ProcessingGuarantee, errors);
        CheckProperties(nameof(options.GlobalConsumer), options.GlobalConsumer, options.ProcessingGuarantee, errors);
    }

    private static void CheckProperties(string name, IDictionary<string, string> properties, ProcessingGuarantee guarantee, List<string> errors)
    {
        foreach (var (property, value) in properties)
        {
            if (ClientConfigs.Reserved(property, value, guarantee) is { } reason)
            {
                errors.Add($"{name}: the property '{property}' cannot be '{value}': {reason}.");
            }
        }
    }

    private static void RequirePositive(string name, TimeSpan value, List<string> errors) =>
        Require(value > TimeSpan.Zero, name, value, "more than 0", errors);

    private static void Require<T>(bool condition, string name, T value, string expected, List<string> errors)
    {
        if (!condition)
        {
            errors.Add($"{name} is {value} and must be {expected}.");
        }
    }

    private static bool IsTopicName(string name) =>
        name.Length is >= 1 and <= 200 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
