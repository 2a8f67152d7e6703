using System.Globalization;

namespace Carillon.Tenancy;

/// <summary>What a key file says. Nothing of its text is shown but key ids.</summary>
internal sealed class SecretKeyFile
{
    private const long LargestFile = 1 << 20;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private SecretKeyFile()
    {
    }

    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    public string? ActiveKey { get; private set; }

    /// <summary>Reads the file, or adds to <paramref name="failures"/> what is wrong with it.</summary>
    public static SecretKeyFile? Read(string path, List<string> failures)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);

            // Asked of the open file, so that what is checked is what is read.
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) is var mode && (mode & Others) != 0)
            {
                failures.Add($"The key file '{path}' is open to others (mode {Convert.ToString((int)mode & 511, 8).PadLeft(4, '0')}): make it 0600.");
                return null;
            }

            if (file.Length > LargestFile)
            {
                failures.Add($"The key file '{path}' has {file.Length.ToString(CultureInfo.InvariantCulture)} bytes: it is no key file.");
                return null;
            }

            using var reader = new StreamReader(file);
            return Parse(path, reader, failures);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            failures.Add($"The key file '{Printable.Clip(path)}' cannot be read: {(error is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : error.Message)}");
            return null;
        }
    }

    private static SecretKeyFile? Parse(string path, StreamReader reader, List<string> failures)
    {
        var (read, before, number) = (new SecretKeyFile(), failures.Count, 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            var text = line.Split('#', 2)[0].Trim();
            if (text.Length > 0 && read.Take(text) is { } wrong)
            {
                failures.Add($"The key file '{path}', line {number.ToString(CultureInfo.InvariantCulture)}: {wrong}.");
            }
        }

        return failures.Count == before ? read : null;
    }

    private string? Take(string line)
    {
        if (line.Split('=', 2) is not [var left, var right])
        {
            return "it is not 'id = Base64'";
        }

        var (id, value) = (left.Trim(), right.Trim());
        if (id == "active")
        {
            var again = ActiveKey is not null;
            ActiveKey = value;
            return again ? "the active key is named twice" : null;
        }

        return !SecretKeyRing.IsId(id) ? SecretKeyRing.NoId
            : !Keys.TryAdd(id, value) ? $"key '{id}' is there twice"
            : null;
    }
}
