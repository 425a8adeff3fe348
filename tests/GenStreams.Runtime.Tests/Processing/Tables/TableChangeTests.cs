using GenStreams.Processing;
using GenStreams.Processing.Tables;

namespace GenStreams.Runtime.Tests.Processing.Tables;

public sealed class TableChangeTests
{
    private readonly TableChangeWriter _writer = new();

    [Fact]
    public void A_row_that_stays_in_its_group_makes_one_record_and_one_that_moves_two()
    {
        Assert.Equal(["62:0649313951313702"], Records("62", "493139", "62", "513137"));
        Assert.Equal(["63:4E3100", "62:413301"], Records("62", "4133", "63", "4E31"));
        Assert.Equal(["64:433001"], Records("64", "4330", null, null));
        Assert.Equal(["64:433000"], Records(null, null, "64", "4330"));
    }

    [Fact]
    public void A_group_or_a_value_that_is_null_makes_none()
    {
        Assert.Empty(Records(null, "01", null, "02"));
        Assert.Empty(Records("01", null, "02", null));
        Assert.Equal(["02:0200"], Records("01", null, "02", "02"));
        Assert.Equal([":01"], Records("", "", null, null));
    }

    [Theory]
    [InlineData("493139", "513137")]
    [InlineData("493139", null)]
    [InlineData(null, "513137")]
    [InlineData("", "")]
    [InlineData("", "00")]
    public void Reads_what_it_writes(string? newValue, string? oldValue)
    {
        string record = Assert.Single(Records(newValue is null ? null : "01", newValue, oldValue is null ? null : "01", oldValue));
        byte[] change = Convert.FromHexString(record[3..]);

        Assert.Equal(newValue, Hex(TableChange.New(new Bytes(change))));
        Assert.Equal(oldValue, Hex(TableChange.Old(new Bytes(change))));
    }

    [Fact]
    public void Reads_long_values()
    {
        var changes = _writer.Between(new Bytes([1]), new Bytes(new byte[100_000]), new Bytes([1]), new Bytes(new byte[70]));
        Assert.True(changes.MoveNext());

        Assert.Equal(100_000, TableChange.New(changes.Value).Span.Length);
        Assert.Equal(70, TableChange.Old(changes.Value).Span.Length);
    }

    [Theory]
    [InlineData("5131370103", null, "513137")]
    [InlineData("5131370104", "513137", null)]
    [InlineData("06493139513137" + "0105", "493139", "513137")]
    public void Reads_the_formats_that_say_which_is_the_latest(string change, string? newValue, string? oldValue)
    {
        byte[] bytes = Convert.FromHexString(change);

        Assert.Equal(newValue, Hex(TableChange.New(new Bytes(bytes))));
        Assert.Equal(oldValue, Hex(TableChange.Old(new Bytes(bytes))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("06")]
    [InlineData("03")]
    [InlineData("0849313902")]
    [InlineData("FFFFFFFFFFFF02")]
    [InlineData("0102")]
    public void Refuses_other_bytes(string change)
    {
        byte[] bytes = Convert.FromHexString(change);

        Assert.Throws<SerdeException>(() => { _ = TableChange.New(new Bytes(bytes)); });
        Assert.Throws<SerdeException>(() => { _ = TableChange.Old(new Bytes(bytes)); });
    }

    private List<string> Records(string? newKey, string? newValue, string? oldKey, string? oldValue)
    {
        var records = new List<string>();
        var changes = _writer.Between(Read(newKey), Read(newValue), Read(oldKey), Read(oldValue));
        while (changes.MoveNext())
        {
            records.Add($"{Hex(changes.Key)}:{Hex(changes.Value)}");
        }

        return records;
    }

    private static Bytes Read(string? hex) => hex is null ? Bytes.Null : new Bytes(Convert.FromHexString(hex));

    private static string? Hex(Bytes bytes) => bytes.IsNull ? null : Convert.ToHexString(bytes.Span);
}
