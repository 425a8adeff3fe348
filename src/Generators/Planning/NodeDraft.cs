using GenStreams.Generators.Model;
using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>A node of the physical graph while it is being planned.</summary>
internal sealed class NodeDraft(string name, string member, string title, PlanWork work, EdgeType input, EdgeType output)
{
    /// <summary>Its name in the description.</summary>
    public string Name { get; } = name;

    /// <summary>The member whose work it does.</summary>
    public string Member { get; } = member;

    /// <summary>What it is, for a comment.</summary>
    public string Title { get; } = title;

    /// <summary>What it does. Stores are decided on after the nodes have been made.</summary>
    public PlanWork Work { get; set; } = work;

    /// <summary>What reaches it.</summary>
    public EdgeType Input { get; } = input;

    /// <summary>What leaves it; kind None when nothing does.</summary>
    public EdgeType Output { get; } = output;

    /// <summary>The nodes that forward to it.</summary>
    public List<NodeDraft> Inputs { get; } = [];

    /// <summary>The nodes that it forwards to, in order.</summary>
    public List<NodeDraft> Outputs { get; } = [];

    /// <summary>Nodes below it that nobody reads but joins, which do their work themselves when they look a row up.</summary>
    public List<NodeDraft> Unread { get; } = [];

    /// <summary>What it emits to, in the order of its method's outputs; their inputs are this node.</summary>
    public List<NodeDraft> Emits { get; } = [];

    /// <summary>The table that a join reads; null for other nodes.</summary>
    public NodeDraft? Table { get; set; }

    /// <summary>The aggregation that a cogroup goes into; null for other nodes.</summary>
    public NodeDraft? Into { get; set; }

    /// <summary>What is set for its store.</summary>
    public StoreSettings Rows { get; set; } = StoreSettings.None;

    /// <summary>Names of the stores of the user's own that it works with.</summary>
    public List<string> UserStores { get; } = [];

    /// <summary>Whether the nodes that forward to it tell it whether a change is the latest of its key.</summary>
    public bool IsToldOfLatest { get; set; }

    /// <summary>Its index in its sub-topology.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Its lanes; filled by <see cref="LanePlanner"/>.</summary>
    public LaneDrafts Lanes { get; } = new();

    /// <summary>Appends an output.</summary>
    public void ForwardTo(NodeDraft node)
    {
        Outputs.Add(node);
        node.Inputs.Add(this);
    }

    /// <summary>Puts a node between this one and its outputs.</summary>
    public void InsertAfter(NodeDraft node)
    {
        foreach (var output in Outputs)
        {
            output.Inputs[output.Inputs.IndexOf(this)] = node;
            node.Outputs.Add(output);
        }

        Outputs.Clear();
        ForwardTo(node);
    }
}
