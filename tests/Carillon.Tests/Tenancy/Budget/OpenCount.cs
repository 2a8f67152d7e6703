namespace Carillon.Tests.Tenancy;

/// <summary>How many connections are open, and the most there ever were.</summary>
internal sealed class OpenCount
{
    public int Now { get; private set; }

    public int Most { get; private set; }

    public void Change(int by) => Most = Math.Max(Most, Now += by);
}
