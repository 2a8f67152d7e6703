namespace Carillon.Tests.Jobs.Runs;

/// <summary>Kills a host at the n-th call that it makes to a store, before or after the call took effect. Dead hosts do nothing more.</summary>
internal sealed class Breaker(int? killAt)
{
    public int Steps { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>One point at which the host may die.</summary>
    public void Pass()
    {
        IsDead = IsDead || ++Steps == killAt;
        if (IsDead)
        {
            throw new InvalidOperationException("The host is dead.");
        }
    }

    public async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        Pass();
        var value = await call();
        Pass();
        return value;
    }
}
