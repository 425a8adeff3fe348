using System.Runtime.CompilerServices;
using System.Text;

namespace GenStreams.Generators.Emission;

/// <summary>
/// A piece of C# as a raw string in which one sees it. A hole is a text, or what writes the lines that stand in its place: such a hole is alone
/// on its line, and leaves nothing behind when it writes nothing.
/// </summary>
[InterpolatedStringHandler]
internal sealed class SourceTemplate
{
    private readonly SourceWriter _writer;
    private readonly StringBuilder _line = new();
    private bool _isWritten;

    /// <summary>A piece that goes to a writer, line by line.</summary>
    public SourceTemplate(int literalLength, int holes, SourceWriter writer) => _writer = writer;

    public void AppendLiteral(string text)
    {
        foreach (char c in text)
        {
            if (c == '\n')
            {
                EndLine();
            }
            else if (c != '\r')
            {
                _line.Append(c);
            }
        }
    }

    /// <summary>A text; further lines of it are indented like the one that it begins in.</summary>
    public void AppendFormatted(string text)
    {
        int indent = Indent();
        int start = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            _line.Append(text, start, end - start);
            EndLine();
            _line.Append(' ', indent);
            start = end + 1;
        }

        _line.Append(text, start, text.Length - start);
    }

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int number) => _line.Append(CSharpLiteral.Of(number));

    /// <summary>Lines that are written by whoever knows them.</summary>
    public void AppendFormatted(Action write)
    {
        int indent = Indent();
        _line.Clear();
        _writer.Indented(indent, write);
        _isWritten = true;
    }

    /// <summary>Writes what is left.</summary>
    public void End() => EndLine();

    private void EndLine()
    {
        if (!_isWritten)
        {
            _writer.Line(_line.ToString());
        }

        _isWritten = false;
        _line.Clear();
    }

    private int Indent()
    {
        int count = 0;
        while (count < _line.Length && _line[count] == ' ')
        {
            count++;
        }

        return count;
    }
}
