namespace Carillon.Time;

/// <summary>Years from 1970 to 2099, or any year.</summary>
internal readonly record struct CronYears(UInt128 Early, byte Late)
{
    public const int First = 1970;
    public const int Last = 2099;
    private const int EarlyYears = 128;

    /// <summary>No restriction: the default value.</summary>
    public bool IsAny => Early == default && Late == 0;

    public bool Contains(int year) => IsAny || Has(year);

    public bool Has(int year) => year is >= First and <= Last
        && (year - First < EarlyYears ? (Early >> (year - First)) & 1 : (UInt128)(Late >> (year - First - EarlyYears) & 1)) != 0;

    public CronYears With(int year) => year - First < EarlyYears
        ? this with { Early = Early | (UInt128.One << (year - First)) }
        : this with { Late = (byte)(Late | 1 << (year - First - EarlyYears)) };
}
