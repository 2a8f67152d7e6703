using Carillon.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Carillon.Sqlite;

// Owns the folder: one file for control, one per tenant, and a lock that refuses a second host.
internal sealed class SqliteDataFolder : IDatabaseDirectory, IDisposable
{
    private const string ControlFile = "control.db";

    private readonly string _folder;
    private readonly FileStream _lock;

    public SqliteDataFolder(IOptions<SqliteOptions> options)
    {
        _folder = Path.GetFullPath(options.Value.DataFolder);
        if (File.Exists(_folder))
        {
            throw new DataFolderException(_folder, "it is a file");
        }

        if (!Directory.Exists(_folder) && !options.Value.CreateFolder)
        {
            throw new DataFolderException(_folder, "it does not exist");
        }

        RequireControl(options.Value.CreateFolder);
        try
        {
            Directory.CreateDirectory(Path.Combine(_folder, "tenants"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(_folder, "it cannot be created", error);
        }

        try
        {
            _lock = new FileStream(Path.Combine(_folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataFolderException(_folder, "it cannot be written", error);
        }
        catch (IOException error)
        {
            throw new DataFolderException(_folder, "another host is running on this folder", error);
        }
    }

    public DatabaseAddress Control => AddressOf(Path.Combine(_folder, ControlFile), SqliteOpenMode.ReadWriteCreate);

    // ReadWrite, not Create: a tenant whose file is gone is an error, never a new empty database.
    public ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AddressOf(Path.Combine(_folder, "tenants", $"{tenant.Value}.db"), SqliteOpenMode.ReadWrite));

    public void Dispose() => _lock.Dispose();

    // Next to databases of tenants, a new control database would be an installation that has forgotten them.
    private void RequireControl(bool mayBeNew)
    {
        if (new FileInfo(Path.Combine(_folder, ControlFile)) is { Exists: true, Length: > 0 })
        {
            return;
        }

        var tenants = new DirectoryInfo(Path.Combine(_folder, "tenants"));
        if (tenants.Exists && tenants.EnumerateFiles("*.db").Any())
        {
            throw new DataFolderException(_folder, $"it holds databases of tenants, but its {ControlFile} is missing or empty");
        }

        if (!mayBeNew)
        {
            throw new DataFolderException(_folder, $"there is no {ControlFile} in it, so it is no installation");
        }
    }

    private static DatabaseAddress AddressOf(string file, SqliteOpenMode mode) =>
        new("sqlite", new SqliteConnectionStringBuilder { DataSource = file, Mode = mode }.ToString());
}
