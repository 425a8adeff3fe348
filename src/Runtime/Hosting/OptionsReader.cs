using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GenStreams.Hosting;

/// <summary>
/// Reads settings from the configuration. By hand, so that it works ahead-of-time compiled, and so that an unknown or unreadable setting
/// is refused by its full name instead of being ignored.
/// </summary>
internal static class OptionsReader
{
    /// <summary>The section, inside that of all settings, that has a section for each topology.</summary>
    public const string Topologies = "Topologies";

    /// <summary>Takes over what a section says.</summary>
    /// <exception cref="OptionsValidationException">A setting is not known, or its value cannot be read.</exception>
    public static void Read(IConfiguration section, GenStreamsOptions options)
    {
        foreach (var setting in section.GetChildren())
        {
            if (setting.Value is { } value)
            {
                Set(options, setting, value);
            }
            else if (!setting.Key.Equals(Topologies, StringComparison.OrdinalIgnoreCase))
            {
                var properties = Properties(options, setting.Key) ?? throw Unknown(setting);
                ReadProperties(setting, setting, properties);
            }
        }
    }

    private static void Set(GenStreamsOptions options, IConfigurationSection setting, string value)
    {
        switch (setting.Key.ToUpperInvariant())
        {
            case "BOOTSTRAPSERVERS":
                options.BootstrapServers = value;
                break;
            case "APPLICATIONID":
                options.ApplicationId = value;
                break;
            case "INSTANCEID":
                options.InstanceId = value;
                break;
            case "STATEDIRECTORY":
                options.StateDirectory = value.Length == 0 ? null : value;
                break;
            case "GROUPPROTOCOL":
                options.GroupProtocol = Choice<GroupProtocol>(setting, value);
                break;
            case "STANDBYREPLICAS":
                options.StandbyReplicas = Integer(setting, value);
                break;
            case "ONMISSINGCHANGELOG":
                options.OnMissingChangelog = Choice<MissingChangelogPolicy>(setting, value);
                break;
            case "ONSTOP":
                options.OnStop = Choice<StopBehavior>(setting, value);
                break;
            case "THREADS":
                options.Threads = Integer(setting, value);
                break;
            case "PROCESSINGGUARANTEE":
                options.ProcessingGuarantee = Choice<ProcessingGuarantee>(setting, value);
                break;
            case "COMMITINTERVAL":
                options.CommitInterval = Duration(setting, value);
                break;
            case "CACHEMAXBYTES":
                options.CacheMaxBytes = long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long bytes)
                    ? bytes
                    : throw Unreadable(setting, value, "a whole number of bytes");
                break;
            case "MAXTASKIDLE":
                options.MaxTaskIdle = Duration(setting, value);
                break;
            case "IDLESTREAMTIME":
                options.IdleStreamTime = Duration(setting, value);
                break;
            case "BUFFEREDRECORDSPERPARTITION":
                options.BufferedRecordsPerPartition = Integer(setting, value);
                break;
            case "REPLICATIONFACTOR":
                options.ReplicationFactor = Integer(setting, value);
                break;
            case "REPARTITIONPURGEINTERVAL":
                options.RepartitionPurgeInterval = Duration(setting, value);
                break;
            case "STARTTIMEOUT":
                options.StartTimeout = Duration(setting, value);
                break;
            case "SHUTDOWNTIMEOUT":
                options.ShutdownTimeout = Duration(setting, value);
                break;
            case "ONDESERIALIZATIONERROR":
                options.OnDeserializationError = Policy(setting, value);
                break;
            case "ONPROCESSINGERROR":
                options.OnProcessingError = Policy(setting, value);
                break;
            case "ONPRODUCTIONERROR":
                options.OnProductionError = Policy(setting, value);
                break;
            case "ONTHREADFAILURE":
                options.OnThreadFailure = Choice<ThreadFailurePolicy>(setting, value);
                break;
            default:
                throw Unknown(setting);
        }
    }

    private static IDictionary<string, string>? Properties(GenStreamsOptions options, string name) => name.ToUpperInvariant() switch
    {
        "COMMON" => options.Common,
        "CONSUMER" => options.Consumer,
        "PRODUCER" => options.Producer,
        "ADMIN" => options.Admin,
        "RESTORECONSUMER" => options.RestoreConsumer,
        "GLOBALCONSUMER" => options.GlobalConsumer,
        _ => null,
    };

    private static void ReadProperties(IConfigurationSection root, IConfigurationSection section, IDictionary<string, string> properties)
    {
        foreach (var property in section.GetChildren())
        {
            if (property.Value is { } value)
            {
                properties[property.Path[(root.Path.Length + 1)..]] = value;
            }
            else
            {
                ReadProperties(root, property, properties);
            }
        }
    }

    private static int Integer(IConfigurationSection setting, string value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Unreadable(setting, value, "a whole number");

    private static TimeSpan Duration(IConfigurationSection setting, string value) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time)
            ? time
            : throw Unreadable(setting, value, "a time such as 00:00:30 or 00:00:00.100");

    private static ErrorPolicy Policy(IConfigurationSection setting, string value)
    {
        try
        {
            return ErrorPolicy.Parse(value);
        }
        catch (FormatException e)
        {
            throw Unreadable(setting, value, e.Message);
        }
    }

    private static T Choice<T>(IConfigurationSection setting, string value)
        where T : struct, Enum =>
        Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw Unreadable(setting, value, string.Join(" or ", Enum.GetNames<T>()));

    private static OptionsValidationException Unknown(IConfigurationSection setting) => Invalid(
        $"'{setting.Path}' in the configuration is not a setting of GenStreams. Settings are the properties of {nameof(GenStreamsOptions)}; " +
        "properties of librdkafka go into Common, Consumer, Producer, Admin, RestoreConsumer or GlobalConsumer.");

    private static OptionsValidationException Unreadable(IConfigurationSection setting, string value, string expected) =>
        Invalid($"'{setting.Path}' in the configuration is '{value}' and must be {expected}.");

    private static OptionsValidationException Invalid(string message) => new(Options.DefaultName, typeof(GenStreamsOptions), [message]);
}
