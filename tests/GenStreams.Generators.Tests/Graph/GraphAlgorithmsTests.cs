using System.Collections.Immutable;
using GenStreams.Generators.Graph;

namespace GenStreams.Generators.Tests.Graph;

public sealed class GraphAlgorithmsTests
{
    [Fact]
    public void An_order_puts_inputs_first_and_then_goes_by_rank() =>
        Assert.Equal([3, 0, 2, 1], GraphAlgorithms.TopologicalOrder([[3], [0, 2], [], []], [1, 0, 3, 2]).ToArray());

    [Fact]
    public void A_node_that_reads_another_twice_comes_after_it_once() =>
        Assert.Equal([1, 0], GraphAlgorithms.TopologicalOrder([[1, 1], []], [0, 1]).ToArray());

    [Fact]
    public void Cycles_are_found_apart_and_what_hangs_on_them_is_none() =>
        Assert.Equal("0 1; 3 4 5", string.Join("; ", GraphAlgorithms.Cycles([[1], [0], [1], [4], [5], [3], [3], []]).Select(static c => string.Join(" ", c))));

    [Fact]
    public void A_long_chain_has_no_cycle() =>
        Assert.Empty(GraphAlgorithms.Cycles([.. Enumerable.Range(0, 2000).Select(static i => i == 0 ? ImmutableArray<int>.Empty : [i - 1])]));
}
