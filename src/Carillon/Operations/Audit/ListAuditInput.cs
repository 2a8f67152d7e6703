using System.ComponentModel;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Operations;

/// <summary>The input of <c>audit.list</c>.</summary>
/// <param name="Tenant">Only what was done to this tenant, whatever its status.</param>
/// <param name="By">Only what this actor did.</param>
/// <param name="Action">Only this action, or all under it.</param>
/// <param name="From">Only at or after this instant.</param>
/// <param name="Until">Only before this instant.</param>
/// <param name="After">Where the last page ended.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ListAuditInput(
    [Description("Only what was done to this tenant.")] TenantId? Tenant = null,
    [Description("Only what this actor did.")] string? By = null,
    [Description("Only this action, or all under it: connection includes connection.tested.")] string? Action = null,
    [Description("Only at or after this instant.")] Instant? From = null,
    [Description("Only before this instant.")] Instant? Until = null,
    [Description("Where the last page ended.")] string? After = null,
    [Description("How many at most, from 1 to 1000.")] int Limit = 100);
