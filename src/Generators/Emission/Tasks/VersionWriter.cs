namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes work on stores with versions.</summary>
internal static class VersionWriter
{
    /// <summary>Puts a version and tells the outputs of it at once, unless it is older than the history.</summary>
    public static void PutAndTell(NodeScope scope, string store)
    {
        string key = scope.Bytes(scope.Key) + ".Span";
        string value = scope.Bytes(scope.Value);
        string put = scope.Local("put");
        scope.AtWork();
        scope.Writer.Line($"var {put} = {scope.Task.Store(store)}.Put({key}, {value}, {scope.Timestamp});");
        using (scope.Writer.Block($"if ({put} == {RuntimeTypes.VersionedPut}.Expired)"))
        {
            scope.Writer.Line($"Drop({CSharpLiteral.Of("it is older than the history of its store")});").Line("return;");
        }

        scope.Writer.Line();
        scope.IsLatest = $"{put} == {RuntimeTypes.VersionedPut}.Latest";
        ForwardWriter.Forward(scope);
    }

    /// <summary>Ends with a change that is not the latest of its key, where only the latest rows count.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="lines">How it ends.</param>
    public static void EndIfLate(NodeScope scope, params string[] lines)
    {
        if (!scope.Node.IsToldOfLatest)
        {
            return;
        }

        scope.AtWork();
        using (scope.Writer.Block("if (!isLatest)"))
        {
            foreach (string line in lines)
            {
                scope.Writer.Line(line);
            }
        }

        scope.Writer.Line();
    }

    /// <summary>Drops a change that is not the latest of its key, and counts it.</summary>
    public static void DropLate(NodeScope scope) => EndIfLate(scope, "Drop(\"a later version of its key is known\");", "return;");

    /// <summary>A lookup of the version as of the record at hand.</summary>
    public static string Lookup(NodeScope scope, string store, string key, string entry) =>
        $"{scope.Task.Store(store)}.TryGetAsOf({key}, {scope.Timestamp}, out var {entry})";
}
