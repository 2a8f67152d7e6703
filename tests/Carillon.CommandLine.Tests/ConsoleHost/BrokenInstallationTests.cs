using Carillon.Operations;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.CommandLine.Tests.ConsoleHost;

public sealed class BrokenInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_broken_tenant_is_reported_and_the_others_go_on()
    {
        await InstallAsync();
        Destroy("data/tenants/icc.db");

        foreach (var args in new string[][] { ["sessions", "auto-end"], ["--data", "data"] })
        {
            var result = await ConsoleHostProcess.RunAsync(_folder.Path, args);

            result.Code.ShouldBe(OperationExitCode.Partial, result.Error);
            result.Error.ShouldContain("  ✗ Tenant icc failed: ");
            result.Error.ShouldNotContain("   at ");
            result.Output.ShouldContain("  ✓ Tenant hocmai: ");
            result.Output.ShouldContain("Total: ");
        }
    }

    [Fact]
    public async Task A_tenant_whose_database_fails_while_the_log_is_read_is_reported_and_the_others_go_on()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await InstallAsync();
        await using (var connection = new SqliteConnection($"Data Source={_folder.Combine("data/tenants/icc.db")};Pooling=false"))
        {
            await connection.OpenAsync(cancellation);
            await using var trigger = connection.CreateCommand();
            trigger.CommandText = "CREATE TRIGGER broken BEFORE INSERT ON study_student BEGIN SELECT RAISE(ABORT, 'the table is broken'); END";
            await trigger.ExecuteNonQueryAsync(cancellation);
        }

        var result = await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "data");

        result.Code.ShouldBe(OperationExitCode.Partial, result.Error);
        result.Error.Split('\n').Count(line => line.StartsWith("  ✗ Tenant icc failed: ", StringComparison.Ordinal)).ShouldBe(1, result.Error);
        result.Error.ShouldContain("the table is broken");
        result.Output.ShouldContain("hocmai");
        result.Output.ShouldContain("Total: ");
    }

    [Theory]
    [InlineData("sessions", "statistics", "lan")]
    [InlineData("sessions", "erase-student", "lan")]
    public async Task What_a_driver_says_of_one_tenant_comes_with_the_tenant_and_its_file(params string[] verb)
    {
        await InstallAsync();
        Destroy("data/tenants/icc.db");

        var error = await FailsInOneLineAsync([.. verb, "--tenant", "icc"]);

        error.ShouldStartWith("Tenant 'icc', database ");
        error.ShouldContain("tenants/icc.db: ");
        error.ShouldContain("not a database");
    }

    [Fact]
    public async Task A_tenant_that_never_came_into_service_is_reported_too()
    {
        Directory.CreateDirectory(_folder.Combine("data/tenants/icc.db"));

        await LeavesIccOutAsync("Total: 3 sessions ended");
    }

    [Theory]
    [InlineData("DROP TABLE study_total")]
    [InlineData("DROP TABLE carillon_outbox")]
    [InlineData("UPDATE carillon_identity SET incarnation = 7")]
    public async Task Whatever_is_wrong_with_one_tenant_the_demo_does_the_others(string damage)
    {
        await InstallAsync();
        await DamageAsync("data/tenants/icc.db", damage);

        await LeavesIccOutAsync("  ✓ Tenant hocmai: ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_demo_does_not_make_a_lost_database_again(bool leavesItEmpty)
    {
        await InstallAsync();
        File.Delete(_folder.Combine("data/tenants/icc.db"));
        if (leavesItEmpty)
        {
            File.WriteAllBytes(_folder.Combine("data/tenants/icc.db"), []);
        }

        await LeavesIccOutAsync("  ✓ Tenant hocmai: ");
        await LeavesIccOutAsync("  ✓ Tenant hocmai: ");
    }

    [Theory]
    [InlineData("--data", "data")]
    [InlineData("sessions", "auto-end")]
    public async Task Databases_of_tenants_without_a_control_database_are_no_new_installation(params string[] args)
    {
        await InstallAsync();
        File.Delete(_folder.Combine("data/control.db"));

        (await FailsInOneLineAsync(args)).ShouldContain("data' cannot be used: it holds databases of tenants, but its control.db is missing or empty");
        File.Exists(_folder.Combine("data/control.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_folder_is_no_installation()
    {
        Directory.CreateDirectory(_folder.Combine("data"));

        (await FailsInOneLineAsync("sessions", "auto-end")).ShouldContain("data' cannot be used: there is no control.db in it");
        Directory.EnumerateFileSystemEntries(_folder.Combine("data")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tenant_whose_database_is_gone_is_not_an_empty_tenant()
    {
        await InstallAsync();
        File.Delete(_folder.Combine("data/tenants/icc.db"));

        var result = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end", "--tenant", "icc");

        result.Code.ShouldBe(OperationExitCode.Failed, result.Error);
        result.Error.ShouldContain("icc");
        File.Exists(_folder.Combine("data/tenants/icc.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_control_database_is_one_line()
    {
        await InstallAsync();
        Destroy("data/control.db");
        await FailsInOneLineAsync("sessions", "auto-end");
    }

    [Fact]
    public async Task A_mistyped_data_folder_is_not_an_empty_installation()
    {
        (await FailsInOneLineAsync("sessions", "auto-end", "--data", "dta")).ShouldContain("dta' cannot be used: it does not exist");
        Directory.Exists(_folder.Combine("dta")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_is_no_data_folder()
    {
        await File.WriteAllTextAsync(_folder.Combine("file"), "x", TestContext.Current.CancellationToken);
        (await FailsInOneLineAsync("sessions", "auto-end", "--data", "file")).ShouldContain("it is a file");
    }

    [Fact]
    public async Task An_unknown_tenant_is_bad_input()
    {
        await InstallAsync();
        var result = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end", "--tenant", "nobody");
        result.ShouldBe(new(OperationExitCode.BadInput, string.Empty, "Tenant 'nobody' is not in the catalogue.\n"));
    }

    [Fact]
    public async Task A_suspended_tenant_is_bad_input_when_named_and_left_out_otherwise()
    {
        await InstallAsync();
        await SetAsync(TenantId.Parse("icc"), TenantStatus.Suspended);

        var named = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end", "--tenant", "icc");
        named.Code.ShouldBe(OperationExitCode.BadInput, named.Output);
        named.Error.ShouldContain("Tenant 'icc' is Suspended");

        var all = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end");
        all.Code.ShouldBe(0, all.Error);
        all.Output.ShouldContain("  - Tenant icc skipped: Suspended\n");
    }

    [Fact]
    public async Task A_faulted_tenant_is_never_success()
    {
        await InstallAsync();
        await SetAsync(TenantId.Parse("icc"), TenantStatus.Faulted);

        var all = await ConsoleHostProcess.RunAsync(_folder.Path, "sessions", "auto-end", "--json");

        all.Code.ShouldBe(OperationExitCode.Partial, all.Error);
        all.Error.ShouldContain("  - Tenant icc skipped: Faulted\n");
        all.Output.ShouldContain("\"outcome\": \"skipped\"");
        all.Output.ShouldContain("\"error\": \"Faulted\"");
    }

    private async Task InstallAsync() => (await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "data")).Code.ShouldBe(0);

    private void Destroy(string file)
    {
        File.Delete(_folder.Combine(file + "-wal"));
        File.Delete(_folder.Combine(file + "-shm"));
        File.WriteAllText(_folder.Combine(file), string.Concat(Enumerable.Repeat("This is no database. ", 1_000)));
    }

    private async Task LeavesIccOutAsync(string others)
    {
        var result = await ConsoleHostProcess.RunAsync(_folder.Path, "--data", "data");

        result.Code.ShouldBe(OperationExitCode.Partial, result.Error);
        result.Error.ShouldContain("  ✗ Tenant icc failed: ");
        result.Error.ShouldNotContain("   at ");
        result.Output.ShouldContain(others);
    }

    private async Task DamageAsync(string file, string script)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.Combine(file)};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> FailsInOneLineAsync(params string[] args)
    {
        var result = await ConsoleHostProcess.RunAsync(_folder.Path, args);
        result.Code.ShouldBe(OperationExitCode.Failed, result.Error);
        result.Output.ShouldBeEmpty();
        result.Error.TrimEnd().ShouldNotContain("\n");
        result.Error.ShouldNotBeEmpty();
        return result.Error;
    }

    private async Task SetAsync(TenantId tenant, TenantStatus status)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var services = new ServiceCollection().AddLogging().AddCarillon(b => b.UseSqlite(_folder.Combine("data"))).BuildServiceProvider();
        var known = await services.GetRequiredService<ITenantCatalog>().FindAsync(tenant, cancellation);
        (await services.GetRequiredService<ITenantCatalogWriter>().TryUpdateAsync(known! with { Status = status }, "lan", cancellation)).ShouldBeTrue();
    }
}
