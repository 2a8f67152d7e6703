namespace Carillon.Time;

/// <summary>A way to read cron expressions. Dialects disagree about fields, numbers of days, and days of the month together with days of the week.</summary>
/// <remarks>
/// Whether an expression means "every so often" (<see cref="LocalSchedule.IsInterval"/>) is the dialect's rule too: minutes or hours that
/// begin with <c>*</c> in <see cref="Posix"/> and <see cref="Vixie"/>; in the others any <c>*</c>, range or step in seconds, minutes or hours.
/// </remarks>
public sealed class CronDialect
{
    private CronDialect(string name, DstPolicy policy, int fewestFields, int mostFields, CronSyntax syntax)
    {
        Name = name;
        Policy = policy;
        FewestFields = fewestFields;
        MostFields = mostFields;
        Syntax = syntax;
    }

    /// <summary>POSIX crontab as OCPS 1.0 states it: five fields, names, steps after <c>*</c> or a range.</summary>
    public static CronDialect Posix { get; } = new("posix", DstPolicy.Vixie, 5, 5, CronSyntax.EitherDay | CronSyntax.StarredInterval);

    /// <summary>Vixie cron as in cronie: as <see cref="Posix"/>, with macros such as <c>@daily</c>; <c>*/2</c> does not restrict a field of days, and a step may be longer than its field.</summary>
    public static CronDialect Vixie { get; } = new("vixie", DstPolicy.Vixie, 5, 5,
        CronSyntax.EitherDay | CronSyntax.StarredInterval | CronSyntax.StarredDays | CronSyntax.Macros
        | CronSyntax.LongStep);

    /// <summary>Quartz.NET 4.7.3: seconds first, perhaps a year last, Sunday is 1; either day suffices. Years end with 2099.</summary>
    public static CronDialect Quartz { get; } = new("quartz", DstPolicy.Quartz, 6, 7,
        CronSyntax.EitherDay | CronSyntax.SundayIsOne | CronSyntax.Macros | CronSyntax.QuestionMark | CronSyntax.Last | CronSyntax.NearestWeekday
        | CronSyntax.ClampedWeekday | CronSyntax.Nth | CronSyntax.WrapAround | CronSyntax.OpenStep | CronSyntax.Hash | CronSyntax.ListsOfMonthDays
        | CronSyntax.BeforeLastWeekday);

    /// <summary>Cronos 0.13: five fields, or six with seconds first; both days must hold; ranges wrap around.</summary>
    public static CronDialect Cronos { get; } = new("cronos", DstPolicy.Cronos, 5, 6,
        CronSyntax.Macros | CronSyntax.EveryMacros | CronSyntax.QuestionMark | CronSyntax.QuestionMarkAnywhere | CronSyntax.Last | CronSyntax.NearestWeekday
        | CronSyntax.Nth | CronSyntax.WrapAround | CronSyntax.OpenStep | CronSyntax.Hash);

    /// <summary>Spring's CronExpression: six fields, seconds first; both days must hold.</summary>
    public static CronDialect Spring { get; } = new("spring", DstPolicy.Spring, 6, 6,
        CronSyntax.Macros | CronSyntax.QuestionMark | CronSyntax.Last | CronSyntax.NearestWeekday | CronSyntax.Nth | CronSyntax.OpenStep
        | CronSyntax.SundayIsSeven | CronSyntax.ShortLast | CronSyntax.ListsOfMonthDays | CronSyntax.ListsOfWeekDays
        | CronSyntax.LongStep);

    /// <summary>All dialects.</summary>
    public static IReadOnlyList<CronDialect> All { get; } = [Posix, Vixie, Quartz, Cronos, Spring];

    /// <summary>The name in lower case, such as <c>vixie</c>.</summary>
    public string Name { get; }

    /// <summary>What its expressions do about skipped and repeated local times unless told otherwise.</summary>
    public DstPolicy Policy { get; }

    internal int FewestFields { get; }

    internal int MostFields { get; }

    internal CronSyntax Syntax { get; }

    /// <summary>The dialect of a name in any case, or null.</summary>
    /// <param name="name">A name such as <c>vixie</c>.</param>
    public static CronDialect? Find(string name) =>
        All.FirstOrDefault(dialect => string.Equals(dialect.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal bool Has(CronSyntax syntax) => (Syntax & syntax) == syntax;
}
