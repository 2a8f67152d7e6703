using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Audit;

public sealed class PostgreSqlAuditLogConformanceTests() : RelationalAuditLogSuite("postgresql")
{
    public static TheoryData<string> All => [.. CasesOf<PostgreSqlAuditLogConformanceTests>()];

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);
}
