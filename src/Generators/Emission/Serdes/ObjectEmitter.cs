using GenStreams.Generators.Model.Serdes;

namespace GenStreams.Generators.Emission.Serdes;

/// <summary>Writes the bodies of codecs of classes, records and structs.</summary>
internal static class ObjectEmitter
{
    /// <summary>From so many numbers on that no member has, they are written and skipped in a loop.</summary>
    private const int LongGap = 4;

    public static void Write(SourceWriter writer, ObjectCodec codec)
    {
        int next = 0;
        writer.Line(codec.IsMap ? $"writer.BeginMap({codec.Members.Count});" : $"writer.BeginArray({Length(codec)});");
        foreach (var member in codec.Members)
        {
            if (codec.IsMap)
            {
                writer.Line($"writer.WriteStringSpan({member.Key}u8);");
            }
            else
            {
                Gap(writer, next, member.Number, "", "writer.WriteNil();");
                next = member.Number + 1;
            }

            writer.Line(Part.Write(member.Part, member.Of("value")));
        }

        writer.Line("writer.End();");
    }

    public static void Read(SourceWriter writer, ObjectCodec codec)
    {
        foreach (var member in codec.Members.Items.Where(m => m.Restore != MemberRestore.None))
        {
            writer.Line($"{member.Part.Type} {Local(member)} = {member.Default};");
        }

        foreach (var member in codec.Members.Items.Where(IsOptional))
        {
            writer.Line($"bool {Flag(member)} = false;");
        }

        Walk(writer, codec, member => ReadMember(writer, codec, member));
        Construct(writer, codec);
    }

    public static void Check(SourceWriter writer, ObjectCodec codec)
    {
        if (codec.RunsUserCode)
        {
            writer.Line("// What the type's own code refuses is known when it has run.");
            writer.Line("Read(ref reader);");
            return;
        }

        Walk(writer, codec, member =>
        {
            Name(writer, codec, member);
            writer.Line(Part.Check(member.Part));
        });
    }

    /// <summary>Writes what goes through the data, member by member.</summary>
    private static void Walk(SourceWriter writer, ObjectCodec codec, Action<MemberModel> read)
    {
        if (codec.IsMap)
        {
            WalkMap(writer, codec, read);
        }
        else
        {
            WalkArray(writer, codec, read);
        }

        writer.Line("reader.End();");
    }

    private static void WalkArray(SourceWriter writer, ObjectCodec codec, Action<MemberModel> read)
    {
        writer.Line("int count = reader.BeginArray();");
        int next = 0;
        foreach (var member in codec.Members)
        {
            Gap(writer, next, member.Number, " && {0} < count", "reader.Skip();");
            next = member.Number + 1;

            // A newer type that no longer has the member writes nil in its place.
            string notNil = member.Part.IsNullable || member.Restore == MemberRestore.None ? "" : " && !reader.TryReadNil()";
            using (writer.Block($"if (count > {member.Number}{notNil})"))
            {
                if (member.Restore == MemberRestore.None)
                {
                    writer.Line("reader.Skip();");
                }
                else
                {
                    read(member);
                }
            }

            writer.Line();
        }

        using (writer.Block($"for (int i = {next}; i < count; i++)"))
        {
            writer.Line("reader.Skip();");
        }

        writer.Line();
    }

    private static void WalkMap(SourceWriter writer, ObjectCodec codec, Action<MemberModel> read)
    {
        using (writer.Block("for (int count = reader.BeginMap(); count > 0; count--)"))
        {
            writer.Line($"reader.Member = \"{codec.Display}\"u8;");
            writer.Line("var key = reader.ReadStringSpan();");
            string keyword = "if";
            foreach (var member in codec.Members.Items.Where(m => m.Restore != MemberRestore.None))
            {
                using (writer.Block($"{keyword} (global::System.MemoryExtensions.SequenceEqual(key, {member.Key}u8))"))
                {
                    read(member);
                }

                keyword = "else if";
            }

            if (keyword == "if")
            {
                writer.Line("reader.Skip();");
            }
            else
            {
                using (writer.Block("else"))
                {
                    writer.Line("reader.Skip();");
                }
            }
        }

        writer.Line();
    }

    private static void ReadMember(SourceWriter writer, ObjectCodec codec, MemberModel member)
    {
        Name(writer, codec, member);
        writer.Line($"{Local(member)} = {Part.Read(member.Part)};");
        if (IsOptional(member))
        {
            writer.Line($"{Flag(member)} = true;");
        }
    }

    /// <summary>Writes what errors are to say is being read.</summary>
    private static void Name(SourceWriter writer, ObjectCodec codec, MemberModel member) =>
        writer.Line($"reader.Member = \"{codec.Display}.{member.Name}\"u8;");

    private static void Construct(SourceWriter writer, ObjectCodec codec)
    {
        Defaults(writer, codec);
        string value = New(codec, IsInInitializer);
        var setters = codec.Members.Items.Where(m => m.Restore == MemberRestore.Setter).ToList();
        if (setters.Count == 0)
        {
            writer.Line($"return {value};");
            return;
        }

        writer.Line($"var value = {value};");
        foreach (var member in setters)
        {
            using (writer.Block($"if ({Flag(member)})"))
            {
                writer.Line($"{member.Of("value")} = {Local(member)};");
            }

            writer.Line();
        }

        writer.Line("return value;");
    }

    /// <summary>
    /// Members that can only be set in an object initializer, and were not in the data, get what they are in an object that does not set
    /// them.
    /// </summary>
    private static void Defaults(SourceWriter writer, ObjectCodec codec)
    {
        var members = codec.Members.Items.Where(m => m.Restore == MemberRestore.Initializer).ToList();
        if (members.Count == 0)
        {
            return;
        }

        using (writer.Block($"if ({string.Join(" || ", members.Select(m => "!" + Flag(m)))})"))
        {
            writer.Line("// What is not in the data keeps what the type itself gives it.");
            writer.Line($"var defaults = {New(codec, m => m.Restore == MemberRestore.Required)};");
            foreach (var member in members)
            {
                writer.Line($"{Local(member)} = {Flag(member)} ? {Local(member)} : defaults.{member.Access};");
            }
        }

        writer.Line();
    }

    private static string New(ObjectCodec codec, Func<MemberModel, bool> isInitialized)
    {
        string arguments = string.Join(", ", codec.Arguments.Items.Select(a => $"{a.Parameter}: {Local(a.Member)}"));
        string initializers = string.Join(", ", codec.Members.Items.Where(isInitialized).Select(m => $"{m.Access} = {Local(m)}"));
        return $"new {codec.Type}({arguments})" + (initializers.Length == 0 ? "" : $" {{ {initializers} }}");
    }

    /// <summary>Writes what is done for the numbers from one to before another, which no member has.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">The next that a member has.</param>
    /// <param name="condition">What else must hold, with <c>{0}</c> for the number.</param>
    /// <param name="statement">What is done for each.</param>
    private static void Gap(SourceWriter writer, int from, int to, string condition, string statement)
    {
        if (to - from >= LongGap || (condition.Length > 0 && to > from))
        {
            using (writer.Block($"for (int i = {from}; i < {to}{condition.Replace("{0}", "i")}; i++)"))
            {
                writer.Line(statement);
            }

            writer.Line();
            return;
        }

        for (int i = from; i < to; i++)
        {
            writer.Line(statement);
        }
    }

    private static int Length(ObjectCodec codec) => codec.Members.Count == 0 ? 0 : codec.Members[codec.Members.Count - 1].Number + 1;

    /// <summary>Whether it matters, after reading, that the data had the member.</summary>
    private static bool IsOptional(MemberModel member) => member.Restore is MemberRestore.Setter or MemberRestore.Initializer;

    private static bool IsInInitializer(MemberModel member) =>
        member.Restore is MemberRestore.Required or MemberRestore.Initializer or MemberRestore.PlainInitializer;

    private static string Local(MemberModel member) => Local(member.Name);

    private static string Local(string member) => "read" + member;

    private static string Flag(MemberModel member) => "has" + member.Name;
}
