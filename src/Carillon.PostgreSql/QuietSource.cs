using Npgsql;

namespace Carillon.PostgreSql;

// Npgsql tags metrics with the name, which by default is the connection string without its password, but with that of the client's certificate; and
// its activity of an open tells what the server answered, who was just told the password.
internal static class QuietSource
{
    public static NpgsqlDataSourceBuilder BuilderOf(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = $"{settings.Host}/{settings.Database}" }
            .ConfigureTracing(o => o.EnablePhysicalOpenTracing(false));
}
