using GenStreams.Clients.Native;

namespace GenStreams.Runtime.Tests.Clients;

public sealed class CallThreadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_call_gives_its_result()
    {
        using var calls = new CallThread("calls");
        Assert.True(calls.TryCall(() => 7, Long, out nint first));
        Assert.True(calls.TryCall(() => 8, Long, out nint second));
        Assert.Equal((7, 8), (first, second));
        Assert.False(calls.IsStuck);
    }

    [Fact]
    public void What_calls_use_is_given_back_at_once()
    {
        var calls = new CallThread("calls");
        Assert.True(calls.TryCall(() => 7, Long, out _));
        bool isReleased = false;
        calls.End(() => isReleased = true);
        Assert.True(isReleased);
    }

    [Fact]
    public void Who_calls_goes_on_when_a_call_does_not_come_back()
    {
        using var comesBack = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var calls = new CallThread("calls");
        Assert.False(calls.TryCall(
            () =>
            {
                comesBack.Wait();
                return 7;
            },
            TimeSpan.FromMilliseconds(20), out _));
        Assert.True(calls.IsStuck);
        Assert.Throws<ObjectDisposedException>(() => calls.TryCall(() => 8, Long, out _));

        calls.End(released.Set);
        Assert.False(released.IsSet); // the call uses it still
        comesBack.Set();
        Assert.True(released.Wait(Long));
    }
}
