using GenStreams.Generators.Planning.Plan;

namespace GenStreams.Generators.Planning;

/// <summary>What depends on how a table is read.</summary>
internal static class TableViews
{
    /// <summary>The stores that are read.</summary>
    public static IEnumerable<string> Stores(this TableViewPlan view) =>
        view.Joined().SelectMany(static joined => joined.Stores()).Prepend(view.Store).Distinct();

    /// <summary>The form in which a reader's key is needed.</summary>
    public static Forms KeyForms(this TableViewPlan view, LaneDraft key)
    {
        var forms = TableWorkLanes.LookupForm(key, view.Key);
        foreach (var parameter in view.Steps.Items.SelectMany(static step => step.Method.Parameters.Items))
        {
            forms |= parameter.Role == Model.ParameterRole.Key ? WorkLanes.FormOf(parameter, key.InType) : Forms.None;
        }

        return view.Joined().Aggregate(forms, (all, joined) => all | joined.KeyForms(key));
    }

    private static IEnumerable<TableViewPlan> Joined(this TableViewPlan view) =>
        view.Steps.Items.Where(static step => step.Join is not null).Select(static step => step.Join!.Right);
}
