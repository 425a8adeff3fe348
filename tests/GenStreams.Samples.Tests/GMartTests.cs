using GenStreams.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GenStreams.Samples.Tests;

public sealed class GMartTests : ISecurityDatabase, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly List<string> _reports = [];
    private readonly TopologyTestDriver<GMart> _driver;

    public GMartTests() => _driver = new(new()
    {
        Services = new ServiceCollection().AddSingleton<ISecurityDatabase>(this).BuildServiceProvider(),
        Partitions = 3,
    });

    void ISecurityDatabase.Save(DateTimeOffset date, string employeeId, string item) => _reports.Add($"{date:HH:mm} {employeeId} {item}");

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void Card_numbers_are_masked_wherever_purchases_go()
    {
        Buy(0, "anna", "espresso", "coffee", 9m);

        foreach (var purchase in new[]
        {
            _driver.Output<string, Purchase>("purchases").ReadKeyValue().Value,
            _driver.Output<long, Purchase>("expensive-by-date").ReadKeyValue().Value,
            _driver.Output<string, Purchase>("coffee").ReadKeyValue().Value,
        })
        {
            Assert.Equal("xxxx-xxxx-xxxx-4444", purchase!.CardNumber);
        }
    }

    [Fact]
    public void Patterns_have_nothing_of_the_customer()
    {
        Buy(7, "anna", "espresso", "coffee", 3m);
        Assert.Equal(new PurchasePattern("espresso", "47197", Noon.AddMinutes(7)), _driver.Output<string, PurchasePattern>("patterns").ReadKeyValue().Value);
    }

    [Fact]
    public void Points_of_a_customer_add_up_wherever_purchases_come_in()
    {
        Buy(0, "anna", "espresso", "coffee", 3.90m, partition: 0);
        Buy(1, "ben", "radio", "electronics", 50m, partition: 1);
        Buy(2, "anna", "charger", "electronics", 19.50m, partition: 2);

        var rewards = _driver.Output<string, Reward>("rewards").ReadAll().Select(record => record.Value!).ToList();
        Assert.Equal([new("anna", 3, 3), new("anna", 19, 22)], rewards.Where(reward => reward.CustomerId == "anna"));
        Assert.Equal([new("ben", 50, 50)], rewards.Where(reward => reward.CustomerId == "ben"));
    }

    [Fact]
    public void Expensive_purchases_go_by_their_date()
    {
        Buy(0, "anna", "espresso", "coffee", 5.00m);
        Buy(1, "anna", "cake", "coffee", 5.01m);

        Assert.Equal(Noon.AddMinutes(1).ToUnixTimeMilliseconds(), Assert.Single(_driver.Output<long, Purchase>("expensive-by-date").ReadAll()).Key);
    }

    [Fact]
    public void Who_buys_in_both_departments_within_twenty_minutes_gets_a_coupon()
    {
        Buy(0, "anna", "espresso", "coffee", 3m);
        Buy(20, "anna", "charger", "electronics", 19m);
        Buy(20, "ben", "radio", "electronics", 50m);
        Buy(41, "ben", "mocha", "coffee", 4m);
        Buy(41, "anna", "novel", "books", 12m);

        Assert.Equal(
            [("anna", new CorrelatedPurchase("anna", "espresso", "charger", 22m))],
            _driver.Output<string, CorrelatedPurchase>("coupons").ReadAll());
        Assert.Equal(["anna", "ben"], _driver.Output<string, Purchase>("electronics").ReadAll().Select(record => record.Key));
    }

    [Fact]
    public void Suspicious_purchases_are_reported()
    {
        Buy(3, "anna", "espresso", "coffee", 3m, employee: "000000");
        Buy(4, "anna", "latte", "coffee", 3m);

        Assert.Equal(["12:03 000000 espresso"], _reports);
    }

    private void Buy(int minute, string customer, string item, string department, decimal price, string employee = "000017", int? partition = null) =>
        _driver.Input<string, Purchase>("transactions").Pipe(
            "shop-12", new Purchase(customer, "4111-2222-3333-4444", item, department, price, employee, "47197", Noon.AddMinutes(minute)), timestamp: 0, partition: partition);
}
