using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>Writes the override that calls the punctuators of a sub-topology, in the order of its descriptor.</summary>
internal static class PunctuateWriter
{
    public static void Write(SourceWriter writer, TaskWriter task)
    {
        var punctuators = Enumerable.Range(0, task.Plan.Nodes.Count).Where(i => task.Plan.Nodes[i].Work is PunctuateWork).ToList();
        if (punctuators.Count == 0)
        {
            return;
        }

        writer.Template($$"""
            public override void Punctuate(int punctuator, {{RuntimeTypes.Punctuation}} punctuation)
            {
                try
                {
                    {{CallAny}}
                }
                {{ForwardWriter.Guard}}
                {
                }
            }

            """);

        void CallAny()
        {
            if (punctuators.Count == 1)
            {
                writer.Line(Call(task, punctuators[0]));
            }
            else
            {
                WriteSwitch(writer, task, punctuators);
            }
        }
    }

    private static void WriteSwitch(SourceWriter writer, TaskWriter task, List<int> punctuators)
    {
        using (writer.Block("switch (punctuator)"))
        {
            for (int i = 0; i < punctuators.Count; i++)
            {
                writer.Line($"case {CSharpLiteral.Of(i)}:");
                using (writer.Indent())
                {
                    writer.Line(Call(task, punctuators[i])).Line("break;");
                }
            }
        }
    }

    private static string Call(TaskWriter task, int node) => $"{task.Names.Method(node)}(punctuation);";
}
