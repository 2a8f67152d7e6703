using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Tests.Tenancy.Secrets;

/// <summary>Key rings with keys that are made of their ids.</summary>
internal static class KeyRings
{
    public static ISecretProtector Protector(string active, params string[] others) => new AesGcmSecretProtector(new(Options.Create(With(active, others))));

    public static SecretOptions With(string? active, params string[] others)
    {
        var options = new SecretOptions { ActiveKey = active };
        foreach (var id in active is null ? others : [active, .. others])
        {
            options.Keys[id] = KeyOf(id);
        }

        return options;
    }

    public static string KeyOf(string id) => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)));
}
