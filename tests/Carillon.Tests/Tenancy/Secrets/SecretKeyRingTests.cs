using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Secrets;

public sealed class SecretKeyRingTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void There_is_no_default_key()
    {
        var protector = ProtectorOf(_ => { });
        Should.Throw<OptionsValidationException>(() => protector.ActiveKeyId).Message.ShouldContain("no default one");
        Should.Throw<OptionsValidationException>(() => protector.ProtectAsync(new("x"), new(TenantId.Parse("a"), "b", "c"), default).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public void The_only_key_is_the_active_one()
    {
        ProtectorOf(o => o.Keys["k1"] = KeyRings.KeyOf("k1")).ActiveKeyId.ShouldBe("k1");
    }

    [Theory]
    [InlineData("k1", "c2VzYW1l", "k1", "Key 'k1' is not 32 bytes as Base64 (its text is hidden).")]
    [InlineData("k1", "sesame sesame", "k1", "Key 'k1' is not 32 bytes")]
    [InlineData("k 1", null, "k1", "'k 1' is no key id")]
    [InlineData("active", null, "k1", "'active' is no key id")]
    [InlineData("k1", null, "k3", "The active key 'k3' is not among the keys.")]
    public void A_bad_ring_is_refused_at_start_and_its_keys_are_not_shown(string id, string? key, string active, string expected)
    {
        var error = Should.Throw<OptionsValidationException>(() => ProtectorOf(o =>
        {
            o.Keys[id] = key ?? KeyRings.KeyOf(id);
            o.ActiveKey = active;
        }));
        error.Message.ShouldContain(expected);
        error.Message.ShouldNotContain(key ?? KeyRings.KeyOf(id));
    }

    [Fact]
    public void Of_several_keys_one_is_named_as_active() =>
        Should.Throw<OptionsValidationException>(() => ProtectorOf(o =>
        {
            o.Keys["k1"] = KeyRings.KeyOf("k1");
            o.Keys["k2"] = KeyRings.KeyOf("k2");
        })).Message.ShouldContain("none is named as the active one");

    [Fact]
    public void A_file_of_its_owner_alone_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, $"# keys of a test\nactive = k2\n\nk1 = {KeyRings.KeyOf("k1")}\nk2={KeyRings.KeyOf("k2")} # new\n", OwnerOnly);
        var protector = ProtectorOf(o =>
        {
            o.KeyFile = path;
            o.Keys["k0"] = KeyRings.KeyOf("k0");
        });
        protector.ActiveKeyId.ShouldBe("k2");
        new[] { "k0", "k1", "k2" }.ShouldAllBe(k => protector.Knows(k));
        protector.Knows("k3").ShouldBeFalse();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "0640")]
    [InlineData(UnixFileMode.OtherRead, "0604")]
    [InlineData(UnixFileMode.OtherWrite, "0602")]
    [InlineData(UnixFileMode.GroupExecute, "0610")]
    public void A_file_that_is_open_to_others_is_refused(UnixFileMode others, string mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        using var folder = new TemporaryFolder();
        var path = Write(folder, $"k1 = {KeyRings.KeyOf("k1")}\n", OwnerOnly | others);
        Should.Throw<OptionsValidationException>(() => ProtectorOf(o => o.KeyFile = path)).Message
            .ShouldBe($"The key file '{path}' is open to others (mode {mode}): make it 0600.");
    }

    [Fact]
    public void What_a_link_leads_to_is_what_counts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        using var folder = new TemporaryFolder();
        var link = Path.Combine(folder.Path, "link");
        File.CreateSymbolicLink(link, Write(folder, $"k1 = {KeyRings.KeyOf("k1")}\n", OwnerOnly | UnixFileMode.OtherRead));
        Should.Throw<OptionsValidationException>(() => ProtectorOf(o => o.KeyFile = link)).Message.ShouldContain("open to others");
    }

    [Theory]
    [InlineData("k1\n", "line 1: it is not 'id = Base64'")]
    [InlineData("\nk1 = c2VzYW1l\n", "Key 'k1' is not 32 bytes")]
    [InlineData("active = k1\nactive = k1\n", "line 2: the active key is named twice")]
    [InlineData("k/1 = x\n", "line 1: a key id has")]
    public void A_file_that_is_wrong_is_refused_by_line_without_its_text(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, text, OwnerOnly);
        var error = Should.Throw<OptionsValidationException>(() => ProtectorOf(o => o.KeyFile = path));
        error.Message.ShouldContain(expected);
        error.Message.ShouldNotContain("c2VzYW1l");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<OptionsValidationException>(() => ProtectorOf(o => o.KeyFile = "no/such.keys")).Message.ShouldBe("The key file 'no/such.keys' cannot be read: it does not exist");

    private static ISecretProtector ProtectorOf(Action<SecretOptions> configure)
    {
        var services = new ServiceCollection().AddLogging().AddCarillon(b => b.UseSecretKeys(configure)).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<ISecretProtector>();
    }

    private static string Write(TemporaryFolder folder, string text, UnixFileMode mode)
    {
        var path = Path.Combine(folder.Path, "carillon.keys");
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
