using System.Runtime.CompilerServices;
using System.Text;

namespace GenStreams.Generators.Emission;

/// <summary>Writes C# with four spaces of indentation and <c>\n</c> line ends, whatever the machine's culture.</summary>
internal sealed class SourceWriter
{
    /// <summary>What most files fit into, so that the text is not copied while it grows.</summary>
    private const int Capacity = 16 * 1024;

    private const int Step = 4;

    private readonly StringBuilder _text = new(Capacity);
    private int _depth;

    /// <summary>Writes a line, or several that are separated by <c>\n</c>, at the current depth. Empty lines stay empty.</summary>
    public SourceWriter Line(string text = "")
    {
        int start = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            Line(text, start, end);
            start = end + 1;
        }

        Line(text, start, text.Length);
        return this;
    }

    /// <summary>Writes a piece of several lines, at the current depth.</summary>
    public SourceWriter Template([InterpolatedStringHandlerArgument("")] SourceTemplate template)
    {
        template.End();
        return this;
    }

    /// <summary>Writes a head and an opening brace; disposing the result writes the closing one.</summary>
    public BlockScope Block(string head, string end = "}")
    {
        Line(head).Line("{");
        _depth++;
        return new BlockScope(this, end);
    }

    /// <summary>Indents until the result is disposed.</summary>
    public BlockScope Indent()
    {
        _depth++;
        return new BlockScope(this, end: null);
    }

    /// <summary>Lets lines be written that are indented by so many spaces more.</summary>
    public void Indented(int spaces, Action write)
    {
        _depth += spaces / Step;
        write();
        _depth -= spaces / Step;
    }

    public override string ToString() => _text.ToString();

    private void Line(string text, int start, int end)
    {
        if (end > start)
        {
            _text.Append(' ', _depth * Step).Append(text, start, end - start);
        }

        _text.Append('\n');
    }

    /// <summary>Ends a block.</summary>
    public readonly struct BlockScope(SourceWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
