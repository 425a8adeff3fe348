using System.Collections.Immutable;

namespace GenStreams.Generators.Graph;

/// <summary>Algorithms on graphs of numbered nodes, given by the inputs of each.</summary>
internal static class GraphAlgorithms
{
    /// <summary>The groups of nodes that reach each other, of two or more; each group sorted, groups by their first node.</summary>
    public static ImmutableArray<ImmutableArray<int>> Cycles(IReadOnlyList<ImmutableArray<int>> inputs)
    {
        var search = new CycleSearch(inputs);
        for (int node = 0; node < inputs.Count; node++)
        {
            search.Visit(node);
        }

        return [.. search.Found.OrderBy(static c => c[0])];
    }

    /// <summary>The nodes with each after its inputs; of those that could come next, the one of the least rank comes first.</summary>
    /// <param name="inputs">The inputs of each node; they have no cycle.</param>
    /// <param name="ranks">The rank of each node; all differ.</param>
    public static ImmutableArray<int> TopologicalOrder(IReadOnlyList<ImmutableArray<int>> inputs, IReadOnlyList<int> ranks)
    {
        var open = inputs.Select(static i => i.Length).ToArray();
        var ready = new SortedDictionary<int, int>();
        for (int node = 0; node < inputs.Count; node++)
        {
            if (open[node] == 0)
            {
                ready.Add(ranks[node], node);
            }
        }

        var order = ImmutableArray.CreateBuilder<int>(inputs.Count);
        while (ready.Count > 0)
        {
            var first = ready.First();
            ready.Remove(first.Key);
            order.Add(first.Value);
            for (int node = 0; node < inputs.Count; node++)
            {
                int uses = inputs[node].Count(i => i == first.Value);
                open[node] -= uses;
                if (uses > 0 && open[node] == 0)
                {
                    ready.Add(ranks[node], node);
                }
            }
        }

        return order.ToImmutable();
    }

    /// <summary>Tarjan's search for strongly connected components.</summary>
    private sealed class CycleSearch(IReadOnlyList<ImmutableArray<int>> inputs)
    {
        private readonly int[] _index = new int[inputs.Count];
        private readonly int[] _low = new int[inputs.Count];
        private readonly bool[] _onStack = new bool[inputs.Count];
        private readonly Stack<int> _stack = new();
        private int _next = 1;

        public List<ImmutableArray<int>> Found { get; } = [];

        public void Visit(int node)
        {
            if (_index[node] != 0)
            {
                return;
            }

            _index[node] = _low[node] = _next++;
            _stack.Push(node);
            _onStack[node] = true;
            foreach (int input in inputs[node])
            {
                Visit(input);
                if (_onStack[input])
                {
                    _low[node] = Math.Min(_low[node], _low[input]);
                }
            }

            if (_low[node] == _index[node])
            {
                Close(node);
            }
        }

        private void Close(int root)
        {
            var members = new List<int>();
            int member;
            do
            {
                member = _stack.Pop();
                _onStack[member] = false;
                members.Add(member);
            }
            while (member != root);
            if (members.Count > 1)
            {
                Found.Add([.. members.OrderBy(static m => m)]);
            }
        }
    }
}
