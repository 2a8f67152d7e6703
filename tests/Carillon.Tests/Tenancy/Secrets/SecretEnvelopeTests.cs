using Carillon.Tenancy;
using Carillon.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy.Secrets;

public sealed class SecretEnvelopeTests
{
    private static readonly SecretPlace Here = new(TenantId.Parse("hocmai"), "connection/main", "password");
    private static readonly ISecretProtector Protector = KeyRings.Protector("k2", "k1");

    private static readonly Gen<string> Texts =
        from runes in Gen.NonEmptyListOf(Gen.OneOf(Gen.Choose(1, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF)))
        select string.Concat(runes.Take(40).Select(char.ConvertFromUtf32));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_text_opens_where_it_was_sealed() => Holds(Prop.ForAll(Texts.ToArbitrary(), text => Open(Seal(text), Here) == text));

    [Fact]
    public void Nothing_opens_after_any_one_bit_of_it_was_changed() => Holds(Prop.ForAll(
        (from text in Texts from at in Gen.Choose(0, 1 << 20) from bit in Gen.Choose(0, 7) select (text, at, bit)).ToArbitrary(),
        change =>
        {
            var sealedOne = Seal(change.text);
            var bytes = sealedOne.Envelope.ToArray();
            bytes[change.at % bytes.Length] ^= (byte)(1 << change.bit);
            return Failure(sealedOne with { Envelope = bytes }, Here) is not null;
        }));

    [Fact]
    public async Task Every_byte_is_guarded()
    {
        var whole = await Protector.ProtectAsync(new("sesame"), Here, Token);
        for (var i = 0; i < whole.Envelope.Length; i++)
        {
            for (var mask = 1; mask < 256; mask++)
            {
                var bytes = whole.Envelope.ToArray();
                bytes[i] ^= (byte)mask;
                var error = Failure(whole with { Envelope = bytes }, Here).ShouldNotBeNull($"byte {i} ^ {mask}");
                if (i == 0)
                {
                    error.Failure.ShouldBe(SecretFailure.UnknownVersion);
                }

                error.ToString().ShouldNotContain("sesame");
            }
        }
    }

    [Fact]
    public async Task No_part_of_it_opens_whatever_its_length()
    {
        var whole = await Protector.ProtectAsync(new("sesame"), Here, Token);
        for (var length = 0; length < whole.Envelope.Length; length++)
        {
            var error = Failure(whole with { Envelope = whole.Envelope[..length] }, Here).ShouldNotBeNull($"{length} bytes");
            error.Failure.ShouldBe(length > whole.Envelope.Length - "sesame".Length ? SecretFailure.NotAuthentic : SecretFailure.Truncated);
        }

        Failure(whole with { Envelope = (byte[])[.. whole.Envelope.Span, 0] }, Here).ShouldNotBeNull().Failure.ShouldBe(SecretFailure.NotAuthentic);
    }

    [Theory]
    [InlineData("icc", "connection/main", "password")]
    [InlineData("hocmai", "connection/main2", "password")]
    [InlineData("hocmai", "connection/mai", "npassword")]
    [InlineData("hocmai", "connection/main", "token")]
    public async Task A_copy_does_not_open_in_another_place(string tenant, string owner, string field)
    {
        var copied = await Protector.ProtectAsync(new("sesame"), Here, Token);
        var there = new SecretPlace(TenantId.Parse(tenant), owner, field);

        var error = Failure(copied, there).ShouldNotBeNull();

        error.Failure.ShouldBe(SecretFailure.NotAuthentic);
        error.KeyId.ShouldBe("k2");
        error.Message.ShouldContain($"tenant '{tenant}'");
        error.Message.ShouldNotContain("sesame");
    }

    [Fact]
    public async Task Places_that_read_alike_are_different_places()
    {
        var one = await Protector.ProtectAsync(new("sesame"), new(TenantId.Parse("a"), "bc", "d"), Token);
        Failure(one, new(TenantId.Parse("ab"), "c", "d")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_missing_key_is_named()
    {
        var old = await KeyRings.Protector("gone").ProtectAsync(new("sesame"), Here, Token);
        var error = Failure(old, Here).ShouldNotBeNull();
        error.Failure.ShouldBe(SecretFailure.KeyMissing);
        error.KeyId.ShouldBe("gone");
        error.Message.ShouldBe("The password of connection/main of tenant 'hocmai' does not open: key 'gone' is not on the key ring.");
    }

    [Fact]
    public async Task Another_key_of_the_same_id_opens_nothing()
    {
        var options = new SecretOptions { Keys = { ["k1"] = KeyRings.KeyOf("another") } };
        var other = new AesGcmSecretProtector(new(Microsoft.Extensions.Options.Options.Create(options)));
        var error = Failure(await other.ProtectAsync(new("sesame"), Here, Token), Here).ShouldNotBeNull();
        error.Failure.ShouldBe(SecretFailure.NotAuthentic);
    }

    [Fact]
    public async Task A_key_id_beside_the_envelope_that_is_not_the_one_within_is_refused()
    {
        var whole = await Protector.ProtectAsync(new("sesame"), Here, Token);
        Failure(whole with { KeyId = "k1" }, Here).ShouldNotBeNull().Failure.ShouldBe(SecretFailure.NotAuthentic);
    }

    [Fact]
    public async Task Older_keys_open_what_they_sealed_and_the_active_one_seals()
    {
        var before = await KeyRings.Protector("k1").ProtectAsync(new("sesame"), Here, Token);
        before.KeyId.ShouldBe("k1");
        (await Protector.OpenAsync(before, Here, Token)).Reveal().ShouldBe("sesame");
        (await Protector.ProtectAsync(new("sesame"), Here, Token)).KeyId.ShouldBe("k2");
        Protector.ActiveKeyId.ShouldBe("k2");
    }

    [Fact]
    public async Task The_same_secret_is_never_sealed_the_same_way_twice()
    {
        var one = await Protector.ProtectAsync(new("sesame"), Here, Token);
        var other = await Protector.ProtectAsync(new("sesame"), Here, Token);
        one.ShouldNotBe(other);
        one.ShouldBe(one with { Envelope = one.Envelope.ToArray() });
    }

    [Fact]
    public async Task The_format_is_as_documented()
    {
        var envelope = (await Protector.ProtectAsync(new("sesame"), Here, Token)).Envelope;
        envelope.Length.ShouldBe(1 + 1 + 2 + 12 + 16 + 6);
        envelope.Span[..4].ToArray().ShouldBe([1, 2, (byte)'k', (byte)'2']);
    }

    private static ProtectedSecret Seal(string text) => Protector.ProtectAsync(new(text), Here, Token).AsTask().GetAwaiter().GetResult();

    private static string Open(ProtectedSecret secret, SecretPlace place) => Protector.OpenAsync(secret, place, Token).AsTask().GetAwaiter().GetResult().Reveal();

    private static SecretUnreadableException? Failure(ProtectedSecret secret, SecretPlace place)
    {
        try
        {
            Open(secret, place);
            return null;
        }
        catch (SecretUnreadableException error)
        {
            return error;
        }
    }

    private static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(TestSize.Scale(300)), property);
}
