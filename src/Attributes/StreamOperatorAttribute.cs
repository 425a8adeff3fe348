namespace GenStreams;

/// <summary>Base of the attributes that make a member of a topology an operator of its dataflow graph.</summary>
public abstract class StreamOperatorAttribute : Attribute
{
}
