using GenStreams.Generators.Model;

namespace GenStreams.Generators.Emission.Tasks;

/// <summary>An output of a method: where what was emitted to it goes.</summary>
internal sealed class OutputDrain
{
    private readonly ParameterRole _role;
    private readonly int _emit;

    private OutputDrain(string field, string parameter, ParameterRole role, int emit, bool isRead)
    {
        Field = field;
        Parameter = parameter;
        _role = role;
        _emit = emit;
        IsRead = isRead;
    }

    /// <summary>The field that holds it.</summary>
    public string Field { get; }

    /// <summary>The parameter that takes it.</summary>
    public string Parameter { get; }

    /// <summary>Whether anything is done with what is emitted.</summary>
    public bool IsRead { get; }

    /// <summary>Whether it takes whole records, which may have timestamps and headers of their own.</summary>
    public bool IsRecords => _role == ParameterRole.RecordOutput;

    /// <summary>The outputs of a method, in the order of its parameters.</summary>
    public static List<OutputDrain> Of(NodeScope scope, MethodModel method)
    {
        var drains = new List<OutputDrain>();
        int emits = 0;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Role is not (ParameterRole.Output or ParameterRole.BytesOutput or ParameterRole.RecordOutput))
            {
                continue;
            }

            bool isEmitted = parameter.Role == ParameterRole.RecordOutput && scope.Node.Emits.Count > 0;
            int emit = isEmitted ? scope.Node.Emits[emits++] : -1;
            bool isRead = (isEmitted ? scope.Task.Plan.Nodes[emit].Out : scope.Node.Out) is not null;
            drains.Add(new OutputDrain(scope.Task.Names.Output(scope.Node, parameter), parameter.Name, parameter.Role, emit, isRead));
        }

        return drains;
    }

    /// <summary>Writes what makes the headers of an emitted record those of the record at hand, where any record has its own.</summary>
    public void EnterHeaders(NodeScope body, string? withHeaders, string index)
    {
        if (withHeaders is not null)
        {
            using (body.Writer.Block($"if ({withHeaders})"))
            {
                body.Writer.Line(IsRecords ? $"EnterEmitted({Field}, {index});" : "EnterEmitted();");
            }

            body.Writer.Line();
        }
    }

    /// <summary>Writes what hands on the record at a place.</summary>
    public void Forward(NodeScope body, string index)
    {
        string item = $"{Field}[{index}]";
        switch (_role)
        {
            case ParameterRole.BytesOutput:
                string bytes = body.Local("newValueBytes");
                var plan = body.Node.Out!.Value;
                body.Value = new LaneVariable("newValue", plan.Type, mayBeNull: false, plan.Origin) { Bytes = bytes };
                body.Writer.Line($"var {bytes} = new {RuntimeTypes.Bytes}({item});");
                ForwardWriter.Forward(body);
                break;
            case ParameterRole.Output:
                body.Value = WorkWriter.Made(body, "newValue", body.Node.Out!.Value);
                body.Writer.Line($"var {body.Value.Decoded} = {item};");
                ForwardWriter.Forward(body);
                break;
            default:
                ForwardRecord(body, item, index);
                break;
        }
    }

    private void ForwardRecord(NodeScope body, string item, string index)
    {
        var lanes = _emit < 0 ? body.Node.Out! : body.Task.Plan.Nodes[_emit].In;
        body.Key = WorkWriter.Made(body, "newKey", lanes.Key);
        body.Value = WorkWriter.Made(body, "newValue", lanes.Value);
        body.Writer.Line($"var ({body.Key.Decoded}, {body.Value.Decoded}) = {item};");
        string timestamp = body.Local("newTimestamp");
        body.Writer.Line($"long {timestamp} = {Field}.TimestampAt({index}, {body.Timestamp});");
        body.Timestamp = timestamp;
        if (_emit < 0)
        {
            ForwardWriter.Forward(body);
        }
        else
        {
            ForwardWriter.To(body, _emit);
        }
    }
}
