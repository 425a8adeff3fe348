namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Types of the runtime that work on tables is done with.</summary>
internal static class TableTypes
{
    private const string Namespace = "global::GenStreams.Processing.Tables.";

    public const string Change = Namespace + "TableChange";
    public const string ChangeWriter = Namespace + "TableChangeWriter";
    public const string ForeignKeyResponder = Namespace + "ForeignKeyResponder";
    public const string ForeignKeyResponse = Namespace + "ForeignKeyResponse";
    public const string ForeignKeySubscriber = Namespace + "ForeignKeySubscriber";
    public const string ForeignKeySubscription = Namespace + "ForeignKeySubscription";
    public const string SubscriptionStore = "global::GenStreams.State.SubscriptionStore";
}
