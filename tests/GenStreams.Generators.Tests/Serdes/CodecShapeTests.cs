using System.Globalization;
using System.Text.Json;

namespace GenStreams.Generators.Tests.Serdes;

/// <summary>Every shape: what is on the wire, and that it comes back.</summary>
public class CodecShapeTests
{
    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    internal static CodecHarness Shapes { get; } = CodecHarness.Compile(ShapesSource.Text);

    public static TheoryData<string> Cases => [.. ShapesSource.Wire.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_on_the_wire_as_MessagePack_CSharp_writes_it(string name) =>
        Assert.Equal(ShapesSource.Wire[name], MessagePackText.Of(Shapes.Write(name)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Comes_back(string name)
    {
        byte[] data = Shapes.Write(name);
        object? back = Shapes.Read(name, data);
        if (name != "NoImmutables") // JSON cannot be made of arrays that are not there.
        {
            Assert.Equal(JsonSerializer.Serialize(Shapes.Value(name), Fields), JsonSerializer.Serialize(back, Fields));
        }

        Assert.Equal(Convert.ToHexStringLower(data), Convert.ToHexStringLower(Shapes.Write(name, back)));
    }

    [Fact]
    public void Every_value_is_a_case() => Assert.Equal(Shapes.Cases.Order(), ShapesSource.Wire.Keys.Order());

    [Theory]
    [InlineData("RecordStruct")]
    [InlineData("Struct")]
    [InlineData("Enum")]
    [InlineData("Decimal")]
    [InlineData("DateTime")]
    [InlineData("Span")]
    public void Types_without_references_are_written_and_read_without_allocating(string name) => Assert.Equal(0, Shapes.Allocated(name));

    [Theory]
    [InlineData("Trade")]
    [InlineData("Contractless")]
    [InlineData("Class")]
    [InlineData("Nullables")]
    [InlineData("Lists")]
    [InlineData("Immutables")]
    [InlineData("Maps")]
    [InlineData("Tuples")]
    [InlineData("Tree")]
    [InlineData("Unions")]
    [InlineData("ContractOfOrders")]
    [InlineData("HiddenField")]
    public void Checking_allocates_nothing(string name) => Assert.Equal(0, Shapes.AllocatedByCheck(name));

    [Fact]
    public void Generated_code_is_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "minus";
        other.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = other;
            var codecs = CodecHarness.Resolve(CodecHarness.CreateCompilation(ShapesSource.Text)).Catalog.Codecs;
            Assert.Equal(Shapes.Generated, CodecHarness.Emit(codecs));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Two_extractions_are_equal_values()
    {
        var first = CodecHarness.Resolve(CodecHarness.CreateCompilation(ShapesSource.Text)).Catalog.Codecs;
        var second = CodecHarness.Resolve(CodecHarness.CreateCompilation(ShapesSource.Text)).Catalog.Codecs;
        Assert.All(first.Zip(second), p => Assert.True(p.First.Equals(p.Second), p.First.ToString()));
        Assert.Equal(first.Select(c => c.GetHashCode()), second.Select(c => c.GetHashCode()));
    }
}
