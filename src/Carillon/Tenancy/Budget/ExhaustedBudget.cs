namespace Carillon.Tenancy;

/// <summary>What happens to who needs a connection when the budget is used up and nothing is idle.</summary>
public enum ExhaustedBudget
{
    /// <summary>It waits its turn, at most <see cref="ConnectionBudgetOptions.LongestWait"/>.</summary>
    Wait,

    /// <summary>It is refused at once.</summary>
    Refuse,
}
