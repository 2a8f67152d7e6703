namespace Carillon.Time;

/// <summary>What a dialect of cron understands, and how.</summary>
[Flags]
internal enum CronSyntax
{
    None = 0,

    /// <summary><c>@daily</c> and its like.</summary>
    Macros = 1 << 0,

    /// <summary><c>@every_minute</c> and <c>@every_second</c> too.</summary>
    EveryMacros = 1 << 1,

    /// <summary><c>?</c> for any day.</summary>
    QuestionMark = 1 << 2,

    /// <summary><c>L</c>, <c>L-3</c> and <c>5L</c>.</summary>
    Last = 1 << 3,

    /// <summary><c>15W</c>, with <see cref="Last"/> also <c>LW</c> and <c>L-3W</c>.</summary>
    NearestWeekday = 1 << 4,

    /// <summary>Days that the month lacks mean its last in <c>31W</c>.</summary>
    ClampedWeekday = 1 << 5,

    /// <summary><c>5#2</c>.</summary>
    Nth = 1 << 6,

    /// <summary><c>22-2</c>.</summary>
    WrapAround = 1 << 7,

    /// <summary><c>5/15</c>: from 5 on.</summary>
    OpenStep = 1 << 8,

    /// <summary><c>H</c>: a value by the seed.</summary>
    Hash = 1 << 9,

    /// <summary><c>L,15W</c>.</summary>
    ListsOfMonthDays = 1 << 10,

    /// <summary><c>5L,1#2</c>.</summary>
    ListsOfWeekDays = 1 << 11,

    /// <summary>Days of the week are 1 to 7 from Sunday on; <c>L</c> alone is the last of them.</summary>
    SundayIsOne = 1 << 12,

    /// <summary><c>SUN</c> is 7, so that <c>FRI-SUN</c> goes forward.</summary>
    SundayIsSeven = 1 << 13,

    /// <summary>A day of the month or a day of the week suffices when both are restricted.</summary>
    EitherDay = 1 << 14,

    /// <summary>A field of days that begins with <c>*</c>, as <c>*/2</c> does, counts as not restricted; otherwise only <c>*</c> alone.</summary>
    StarredDays = 1 << 15,

    /// <summary>Minutes or hours that begin with <c>*</c> make an interval; otherwise any <c>*</c>, range or step in seconds, minutes or hours.</summary>
    StarredInterval = 1 << 16,

    /// <summary><c>?</c> in any field, as <c>*</c>.</summary>
    QuestionMarkAnywhere = 1 << 17,

    /// <summary><c>L</c> goes with a number or with <c>W</c>, not with both, and the number is not 0.</summary>
    ShortLast = 1 << 18,

    /// <summary><c>LW-2</c>.</summary>
    BeforeLastWeekday = 1 << 19,

    /// <summary><c>*/90</c>: a step beyond the field leaves its first value.</summary>
    LongStep = 1 << 20,
}
