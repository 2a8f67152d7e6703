using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Carillon.Tenancy;

// Written member by member, so that a new member of a type gets into the log on purpose only.
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(Tenant tenant) => new JsonObject
    {
        ["name"] = tenant.Name,
        ["zone"] = tenant.ZoneId,
        ["status"] = tenant.Status.ToString(),
        ["statusReason"] = tenant.StatusReason,
        ["serverId"] = tenant.ServerId,
        ["version"] = tenant.Version,
        ["incarnation"] = tenant.Incarnation,
        ["connectionGeneration"] = tenant.ConnectionGeneration,
    }.ToJsonString(Readable);

    public static string Of(NamedConnection connection) => new JsonObject
    {
        ["provider"] = connection.Settings.Provider,
        ["host"] = connection.Settings.Host,
        ["port"] = connection.Settings.Port,
        ["database"] = connection.Settings.Database,
        ["user"] = connection.Settings.User,
        ["options"] = new JsonObject(connection.Settings.Options.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Value))),
        ["keyId"] = connection.Secret?.KeyId,
        ["isDefault"] = connection.IsDefault,
        ["version"] = connection.Version,
        ["generation"] = connection.Generation,
    }.ToJsonString(Readable);
}
