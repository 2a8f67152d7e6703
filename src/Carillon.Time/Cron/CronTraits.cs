namespace Carillon.Time;

/// <summary>How a field was written, where that changes what it means.</summary>
[Flags]
internal enum CronTraits
{
    None = 0,

    /// <summary>It is <c>*</c> or <c>?</c>.</summary>
    Star = 1 << 0,

    /// <summary>It begins with <c>*</c>.</summary>
    LeadingStar = 1 << 1,

    /// <summary>It has a <c>*</c>, a range or a step.</summary>
    Pattern = 1 << 2,
}
