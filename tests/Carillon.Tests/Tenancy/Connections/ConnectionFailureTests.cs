using System.Net.Sockets;
using System.Security.Authentication;
using Carillon.Tenancy;
using Carillon.Tests.Jobs;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Connections;

public sealed class ConnectionFailureTests
{
    public static TheoryData<Exception, ConnectionTestOutcome> Failures => new()
    {
        { new SocketException((int)SocketError.ConnectionRefused), ConnectionTestOutcome.HostUnreachable },
        { new SocketException((int)SocketError.HostNotFound), ConnectionTestOutcome.HostUnreachable },
        { new SocketException((int)SocketError.TimedOut), ConnectionTestOutcome.Timeout },
        { new AuthenticationException("The remote certificate is invalid."), ConnectionTestOutcome.TlsFailed },
        { new TimeoutException(), ConnectionTestOutcome.Timeout },
        { new FakeDatabaseException(false, "28P01"), ConnectionTestOutcome.AuthenticationFailed },
        { new FakeDatabaseException(false, "28000"), ConnectionTestOutcome.AuthenticationFailed },
        { new FakeDatabaseException(false, "3D000"), ConnectionTestOutcome.DatabaseMissing },
        { new FakeDatabaseException(false, "42501"), ConnectionTestOutcome.PermissionDenied },
        { new FakeDatabaseException(true, "53300"), ConnectionTestOutcome.TooManyConnections },
        { new ConnectionBudgetExceededException("main", 1, 0, NodaTime.Duration.Zero), ConnectionTestOutcome.TooManyConnections },
        { new FakeDatabaseException(true, "57P03"), ConnectionTestOutcome.HostUnreachable },
        { new FakeDatabaseException(true, "08006"), ConnectionTestOutcome.HostUnreachable },
        { new FakeDatabaseException(false, "XX000"), ConnectionTestOutcome.Failed },
        { new FakeDatabaseException(false), ConnectionTestOutcome.Failed },
        { new ArgumentException("no such keyword"), ConnectionTestOutcome.Misconfigured },
        { new InvalidOperationException(), ConnectionTestOutcome.Failed },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void What_all_drivers_share_is_understood_also_inside_another_exception(Exception error, ConnectionTestOutcome expected)
    {
        ConnectionFailure.Classify(error, null).ShouldBe(expected);
        ConnectionFailure.Classify(new InvalidOperationException("It did not open.", error), null).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1045, ConnectionTestOutcome.AuthenticationFailed)]
    [InlineData(1044, ConnectionTestOutcome.PermissionDenied)]
    [InlineData(1049, ConnectionTestOutcome.DatabaseMissing)]
    [InlineData(1040, ConnectionTestOutcome.TooManyConnections)]
    [InlineData(2003, ConnectionTestOutcome.HostUnreachable)]
    [InlineData(2026, ConnectionTestOutcome.TlsFailed)]
    [InlineData(1064, null)]
    public void Numbers_of_mysql_are_known(int number, ConnectionTestOutcome? expected) => MySqlErrors.Outcome(number).ShouldBe(expected);

    [Theory]
    [InlineData(18456, ConnectionTestOutcome.AuthenticationFailed)]
    [InlineData(4060, ConnectionTestOutcome.DatabaseMissing)]
    [InlineData(916, ConnectionTestOutcome.PermissionDenied)]
    [InlineData(53, ConnectionTestOutcome.HostUnreachable)]
    [InlineData(-2, ConnectionTestOutcome.Timeout)]
    [InlineData(10928, ConnectionTestOutcome.TooManyConnections)]
    [InlineData(102, null)]
    public void Numbers_of_sql_server_are_known(int number, ConnectionTestOutcome? expected) => SqlServerErrors.Outcome(number).ShouldBe(expected);
}
