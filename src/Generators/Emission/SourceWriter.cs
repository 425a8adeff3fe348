using System.Text;

namespace GenStreams.Generators.Emission;

/// <summary>Writes C# with four spaces of indentation and <c>\n</c> line ends, whatever the machine's culture.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or several that are separated by <c>\n</c>, at the current depth. Empty lines stay empty.</summary>
    public SourceWriter Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _depth * 4).Append(line);
            }

            _text.Append('\n');
        }

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

    public override string ToString() => _text.ToString();

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
