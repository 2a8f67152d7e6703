using System.Runtime.CompilerServices;
using Carillon.Benchmarks.Harness;
using Carillon.Time;
using QuartzCron = Quartz.CronExpression;

namespace Carillon.Benchmarks.Time;

/// <summary>Reading an expression, against Quartz.NET on one that means the same.</summary>
internal static class ReadingQuestions
{
    private static readonly (string Ours, string Quartz)[] Cases =
    [
        ("* * * * *", "0 * * * * ?"),
        ("*/15 * * * *", "0 */15 * * * ?"),
        ("30 9 * * MON-FRI", "0 30 9 ? * MON-FRI"),
        ("0 6 * JAN,APR,JUL,OCT MON,WED,FRI", "0 0 6 ? JAN,APR,JUL,OCT MON,WED,FRI"),
        ("0,5,10,15,20,25,30,35,40,45,50,55 8,10,12,14,16,18 1,8,15,22 * *", "0 0,5,10,15,20,25,30,35,40,45,50,55 8,10,12,14,16,18 1,8,15,22 * ?"),
    ];

    public static IEnumerable<TimeQuestion> All()
    {
        var oneObject = PureComparison.BytesOf(() => RuntimeHelpers.GetUninitializedObject(typeof(CronExpression)));
        foreach (var (ours, theirs) in Cases)
        {
            yield return new($"Read `{ours}`", new("Quartz.NET", count => QuartzRead(theirs, count)), new("Parse", count => Read(ours, count)), new(100, oneObject, 1.2));
        }
    }

    private static long Read(string text, int count)
    {
        var read = 0L;
        for (var i = 0; i < count; i++)
        {
            read += CronExpression.Parse(text, CronDialect.Vixie).IsInterval ? 2 : 1;
        }

        return read;
    }

    private static long QuartzRead(string text, int count)
    {
        var read = 0L;
        for (var i = 0; i < count; i++)
        {
            read += new QuartzCron(text).CronExpressionString.Length;
        }

        return read;
    }
}
