using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Samples.Demo;

/// <summary>A whole department store, on two partitions.</summary>
internal sealed class GMartDemo : TopologyDemo<GMart>
{
    private readonly SecurityLog _security = new();

    public override string Name => "gmart";

    public override string About => "One stream of purchases becomes patterns, rewards, departments, coupons, an archive and reports of fraud.";

    protected override int Partitions => 2;

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<ISecurityDatabase>(_security);

    protected override void Write(DemoInput<GMart> input)
    {
        Buy(input, 0, "anna", "espresso", "coffee", 3.20m, "000017");
        Buy(input, 5, "ben", "headphones", "electronics", 59.90m, "000018");
        Buy(input, 10, "anna", "charger", "electronics", 19.50m, "000018");
        Buy(input, 15, "cleo", "cappuccino", "coffee", 4.10m, "000000");
        Buy(input, 26, "anna", "latte", "coffee", 4.50m, "000017");
        Buy(input, 40, "ben", "mocha", "coffee", 4.80m, "000017");
        Buy(input, 41, "cleo", "novel", "books", 12.00m, "000019");
    }

    protected override void Show(DemoResults<GMart> results, TextWriter output)
    {
        output.WriteLine("Coupons, for coffee and electronics within 20 minutes:");
        foreach (var (_, coupon, _) in results.Of<string, CorrelatedPurchase>("coupons").OrderBy(record => record.Time))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {coupon!.CustomerId}: {coupon.Coffee} and {coupon.Electronics}, {coupon.Total} in all"));
        }

        output.WriteLine("Points:");
        foreach (var reward in results.Of<string, Reward>("rewards").Select(record => record.Value!).GroupBy(reward => reward.CustomerId).OrderBy(group => group.Key))
        {
            output.WriteLine($"  {reward.Key}: {reward.Last().TotalPoints}");
        }

        output.WriteLine($"Purchases above 5: {results.Of<long, Purchase>("expensive-by-date").Count}, by date");
        output.WriteLine($"Cards are masked: {results.Of<string, Purchase>("purchases")[0].Value!.CardNumber}");
        output.WriteLine($"Suspected fraud: {string.Join(", ", _security.Saved)}");
    }

    private static void Buy(DemoInput<GMart> input, int minute, string customer, string item, string department, decimal price, string employee) =>
        input.Add<string, Purchase>(
            "transactions", "shop-12", new Purchase(customer, "4111-2222-3333-4444", item, department, price, employee, "47197", Start.AddMinutes(minute - 60)), Start);

    /// <summary>Stands for a service of the company.</summary>
    private sealed class SecurityLog : ISecurityDatabase
    {
        private readonly ConcurrentQueue<string> _saved = new();

        public IEnumerable<string> Saved => _saved;

        public void Save(DateTimeOffset date, string employeeId, string item) => _saved.Enqueue($"{item}, sold by {employeeId}");
    }
}
