using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Audit;

public sealed class SqliteAuditLogConformanceTests() : RelationalAuditLogSuite("sqlite")
{
    public static TheoryData<string> All => [.. CasesOf<SqliteAuditLogConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
