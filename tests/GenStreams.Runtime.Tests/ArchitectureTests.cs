using System.ComponentModel;
using System.Reflection;
using System.Reflection.PortableExecutable;
using GenStreams.Processing;

namespace GenStreams.Runtime.Tests;

/// <summary>Dependencies point one way. What is checked is what the compiled code mentions: signatures, fields and method bodies.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Runtime = typeof(ISerde<>).Assembly;

    [Theory]
    [InlineData("GenStreams.Processing", "GenStreams.Processing GenStreams.State GenStreams.Topologies")]
    [InlineData("GenStreams.Serdes", "GenStreams.Serdes")]
    [InlineData("GenStreams.State", "GenStreams.State GenStreams.Processing")]
    [InlineData("GenStreams.Topologies", "GenStreams.Topologies GenStreams.State GenStreams.Processing GenStreams.Queries")]
    [InlineData("GenStreams.Queries", "GenStreams.Queries GenStreams.State GenStreams.Processing GenStreams.Topologies GenStreams.Serdes")]
    public void A_layer_mentions_only_the_layers_below_it_and_no_kafka_client(string layer, string allowed)
    {
        var forbidden = References()
            .Where(reference => IsIn(layer, reference.From.Namespace))
            .Where(reference => IsOurs(reference.To.Namespace) || reference.To.Namespace.StartsWith("Confluent", StringComparison.Ordinal))
            .Where(reference => reference.To.Namespace != "GenStreams" && !allowed.Split(' ').Any(below => IsIn(below, reference.To.Namespace)))
            .Select(reference => $"{reference.From} -> {reference.To}")
            .Distinct();

        Assert.Empty(forbidden);
    }

    [Theory]
    [InlineData("GenStreams.Clients")]
    [InlineData("GenStreams.Tasks")]
    public void What_runs_tasks_does_not_know_who_hosts_it(string layer)
    {
        var forbidden = References()
            .Where(reference => reference.From.Namespace == layer && reference.To.Namespace == "GenStreams.Hosting")
            .Select(reference => $"{reference.From} -> {reference.To}");

        Assert.Empty(forbidden);
    }

    [Fact]
    public void References_of_method_bodies_fields_and_signatures_are_seen()
    {
        var seen = References().Select(reference => $"{reference.From.Name} -> {reference.To.Name}").ToHashSet();

        Assert.Contains("MemoryKeyValueStore -> KeyIndex", seen); // a field
        Assert.Contains("CacheableStore -> CurrentRecord", seen); // a parameter
        Assert.Contains("KeyHash -> RandomNumberGenerator", seen); // a call
        Assert.Contains("Table`2 -> TopologyHandle", seen); // a constructor's parameter
        Assert.Contains("StoreNotReadyException -> InvalidOperationException", seen); // a base type
    }

    [Fact]
    public void Types_that_user_code_meets_do_not_show_the_kafka_client()
    {
        var shown =
            from type in Runtime.GetExportedTypes()
            where type.Namespace == "GenStreams"
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where TypesOf(member).Any(mentioned => mentioned.Namespace?.StartsWith("Confluent", StringComparison.Ordinal) == true)
            select $"{type.Name}.{member.Name}";

        Assert.Empty(shown);
    }

    [Fact]
    public void Public_types_stand_in_the_namespaces_of_the_layers()
    {
        string[] layers = ["Clients", "Hosting", "Processing", "Queries", "Serdes", "State", "Tasks", "Topologies"];
        string[] namespaces = ["GenStreams", "Microsoft.Extensions.DependencyInjection", .. layers.Select(layer => "GenStreams." + layer)];

        Assert.Empty(Runtime.GetExportedTypes()
            .Where(type => !namespaces.Any(known => known == "GenStreams" ? type.Namespace == known : IsIn(known, type.Namespace!)))
            .Select(type => type.FullName));
    }

    [Fact]
    public void What_operator_methods_take_is_in_the_root_namespace()
    {
        Type[] met =
        [
            typeof(Stream<,>), typeof(Table<,>), typeof(GlobalTable<,>), typeof(KeyValueStore<,>), typeof(Output<>), typeof(Output<,>),
            typeof(BytesOutput), typeof(RecordContext), typeof(RecordHeaders), typeof(ISerde<>), typeof(SerdeException),
            typeof(StoreNotReadyException),
        ];

        Assert.All(met, type => Assert.Equal("GenStreams", type.Namespace));
    }

    [Fact]
    public void What_only_generated_code_calls_is_hidden_from_completion()
    {
        string[] written = ["GenStreams", "GenStreams.Serdes", "Microsoft.Extensions.DependencyInjection"];
        Type[] met = [typeof(Bytes), typeof(TaskId)]; // what error handlers and interceptors are given

        var shown = Runtime.GetExportedTypes()
            .Where(type => !type.IsNested && !written.Contains(type.Namespace) && !met.Contains(type))
            .Where(type => type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never);

        Assert.Empty(shown);
    }

    /// <summary>Whether a namespace is a layer's, or of a part of it.</summary>
    private static bool IsIn(string layer, string name) => name == layer || name.StartsWith(layer + ".", StringComparison.Ordinal);

    private static bool IsOurs(string name) => name == "GenStreams" || name.StartsWith("GenStreams.", StringComparison.Ordinal);

    private static IEnumerable<Type> TypesOf(MemberInfo member)
    {
        var types = member switch
        {
            MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            _ => [],
        };
        return types.SelectMany(type => type.GetGenericArguments().Append(type.GetElementType() ?? type));
    }

    private static IReadOnlyCollection<TypeReferences.Reference> References()
    {
        using var file = new PEReader(File.OpenRead(Runtime.Location));
        return new TypeReferences(file).Collect();
    }
}
