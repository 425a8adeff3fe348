namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Types of the runtime that work on tables is done with.</summary>
internal static class TableTypes
{
    private const string Namespace = "global::GenStreams.Processing.Tables.";

    public const string Change = Namespace + "TableChange";
    public const string ChangeWriter = Namespace + "TableChangeWriter";
}
