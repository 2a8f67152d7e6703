using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// A server may repeat what it was told, and a driver what it was given: before a message of theirs is shown, the passwords of the address are hidden.
internal static class AddressSecrets
{
    private static readonly string[] Parts = ["password", "pwd", "psw", "passphrase"];

    public static string RemoveFrom(string message, DatabaseAddress address)
    {
        DbConnectionStringBuilder settings;
        try
        {
            settings = new() { ConnectionString = address.ConnectionString };
        }
        catch (ArgumentException)
        {
            return "The address is not a connection string (its text is hidden).";
        }

        foreach (var name in settings.Keys.Cast<string>().Where(name => Parts.Any(p => name.Contains(p, StringComparison.OrdinalIgnoreCase))))
        {
            if (settings[name].ToString() is { Length: > 0 } value)
            {
                message = message.Replace(value, Secret.Hidden, StringComparison.Ordinal);
            }
        }

        return message;
    }
}
