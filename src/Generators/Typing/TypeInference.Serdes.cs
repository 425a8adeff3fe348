using GenStreams.Generators.Model;

namespace GenStreams.Generators.Typing;

internal sealed partial class TypeInference
{
    /// <summary>Checks that the serdes that a member names are those of something that it makes.</summary>
    private bool CheckSerdes(OperatorModel operation, TypedEdge output)
    {
        var member = operation.Member;
        if (member.KeySerde is { } keySerde && WhyNoKey(operation, output) is { } noKey)
        {
            _problems.Add(DiagnosticIds.NeedlessSerde, keySerde, "keys", member.Name, noKey);
            return false;
        }

        if (member.ValueSerde is { } valueSerde && WhyNoValue(operation, output) is { } noValue)
        {
            _problems.Add(DiagnosticIds.NeedlessSerde, valueSerde, "values", member.Name, noValue);
            return false;
        }

        return true;
    }

    private static string? WhyNoKey(OperatorModel operation, TypedEdge output) =>
        operation.Member.Property?.PlainKey is not null ? "the serde of windowed keys follows from that of the keys: name it where they come from"
        : WhyNothing(operation, output)
        ?? (operation.Member.Method is { ResultKey: null } ? "its keys are those that it reads, in their serde" : null);

    private static string? WhyNoValue(OperatorModel operation, TypedEdge output) =>
        operation is CogroupModel ? "the aggregate's is used"
        : WhyNothing(operation, output)
        ?? (operation.Member.Method is { ResultValue: null } ? "its values are those that it reads, in their serde" : null);

    private static string? WhyNothing(OperatorModel operation, TypedEdge output) =>
        output.Kind == EdgeKind.None && operation is not CogroupModel ? "nothing comes out of it" : null;
}
