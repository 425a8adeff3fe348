// One cluster at a time: two of them, and the instances of their tests, would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
