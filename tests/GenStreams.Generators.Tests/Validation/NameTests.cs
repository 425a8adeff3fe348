using GenStreams.Generators.Binding;
using GenStreams.Generators.Emission;
using GenStreams.Generators.Validation;

namespace GenStreams.Generators.Tests.Validation;

public sealed class NameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Orders_2.new-ones")]
    public void Names_of_Kafka_s_characters_are_topics(string name) => Assert.Null(TopicName.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("größe")]
    public void Other_names_are_none(string name) => Assert.NotNull(TopicName.Problem(name));

    [Fact]
    public void A_topic_s_name_has_at_most_249_characters_with_what_stands_around_it()
    {
        Assert.Null(TopicName.Problem(new string('a', 249)));
        Assert.NotNull(TopicName.Problem(new string('a', 250)));
        Assert.NotNull(TopicName.Problem(new string('a', 240), around: 10));
    }

    [Theory]
    [InlineData("Lnes", "Lines")]
    [InlineData("lines", "Lines")]
    [InlineData("Liens", "Lines")]
    [InlineData("Count", "Counts")]
    [InlineData("Zebra", null)]
    public void The_nearest_name_is_suggested(string written, string? expected) =>
        Assert.Equal(expected, Suggestion.Find(written, ["Words", "Counts", "Lines"]));

    [Fact]
    public void Only_names_that_differ_in_case_get_a_hash()
    {
        var clashes = HintNames.FindClashes(["A.Foo.g.cs", "A.foo.g.cs", "A.Bar.g.cs"]);

        Assert.Equal("A.Bar.g.cs", HintNames.Resolve("A.Bar.g.cs", clashes));
        Assert.NotEqual(HintNames.Resolve("A.Foo.g.cs", clashes), HintNames.Resolve("A.foo.g.cs", clashes), StringComparer.OrdinalIgnoreCase);
    }
}
