using Carillon.Tenancy;

namespace Carillon.Locking;

/// <summary>The name of a lock. The tenant is part of it unless it is global on purpose. Rendered <c>{name}:{tenant}</c>.</summary>
public readonly record struct LockKey
{
    private readonly string? _text;

    private LockKey(string text) => _text = text;

    /// <summary>A lock of one tenant.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 120 characters of <c>a-z 0-9 . _ -</c>.</exception>
    public static LockKey ForTenant(TenantId tenant, string name) => new($"{Checked(name)}:{tenant.Value}");

    /// <summary>A lock of the whole installation.</summary>
    /// <exception cref="ArgumentException">The name is not 1 to 120 characters of <c>a-z 0-9 . _ -</c>.</exception>
    public static LockKey Global(string name) => new(Checked(name));

    /// <summary>The rendered key; injective, because <c>:</c> is illegal in names and tenant ids.</summary>
    public override string ToString() => _text ?? throw new InvalidOperationException("This LockKey is default(LockKey) and names no lock.");

    private static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var legal = name.Length is > 0 and <= 120 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
        return legal ? name : throw new ArgumentException($"'{Printable.Clip(name)}' is not a lock name: 1 to 120 characters of a-z, 0-9, '.', '_' and '-'.", nameof(name));
    }
}
