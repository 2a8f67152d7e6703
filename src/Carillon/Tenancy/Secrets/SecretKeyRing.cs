using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

/// <summary>The keys by id, and which of them is active.</summary>
internal sealed class SecretKeyRing
{
    public const int KeyLength = 32;
    public const int LongestId = 64;
    public const string NoId = "a key id has 1 to 64 characters of a-z, A-Z, 0-9, '.', '_' and '-', and is not 'active'";

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly string? _active;

    public SecretKeyRing(IOptions<SecretOptions> options)
        : this(options.Value, [])
    {
    }

    private SecretKeyRing(SecretOptions options, List<string> failures)
    {
        foreach (var (id, text) in options.Keys)
        {
            Add(id, text, failures);
        }

        var file = options.KeyFile is { } path ? SecretKeyFile.Read(path, failures) : null;
        foreach (var (id, text) in file?.Keys ?? [])
        {
            Add(id, text, failures);
        }

        _active = options.ActiveKey ?? file?.ActiveKey ?? (_keys.Count == 1 ? _keys.Keys.Single() : null);
        if (_active is not null && !_keys.ContainsKey(_active))
        {
            failures.Add($"The active key '{Printable.Clip(_active)}' is not among the keys.");
        }
        else if (_active is null && _keys.Count > 1)
        {
            failures.Add($"There are {_keys.Count} keys and none is named as the active one.");
        }
    }

    public string ActiveKeyId => _active ?? throw new OptionsValidationException(
        nameof(SecretOptions), typeof(SecretOptions), ["No key for secrets is configured, and there is no default one: set SecretOptions.Keys or SecretOptions.KeyFile with UseSecretKeys."]);

    /// <summary>What is wrong with the keys; empty when they can be used.</summary>
    public static List<string> Check(SecretOptions options)
    {
        var failures = new List<string>();
        _ = new SecretKeyRing(options, failures);
        return failures;
    }

    public static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && id != "active" && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    private void Add(string id, string text, List<string> failures)
    {
        var key = new byte[KeyLength];
        if (!IsId(id))
        {
            failures.Add($"'{Printable.Clip(id)}' is no key id: {NoId}.");
        }
        else if (text is null || !Convert.TryFromBase64String(text, key, out var length) || length != KeyLength)
        {
            failures.Add($"Key '{id}' is not {KeyLength} bytes as Base64 (its text is hidden).");
        }
        else if (!_keys.TryAdd(id, key))
        {
            failures.Add($"Key '{id}' is given both in the configuration and in the key file.");
        }
    }
}
