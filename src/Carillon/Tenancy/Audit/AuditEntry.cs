using NodaTime;

namespace Carillon.Tenancy;

/// <summary>One line of the audit log.</summary>
/// <param name="At">When, by the clock of the control database.</param>
/// <param name="Id">Tells entries of the same instant apart.</param>
/// <param name="Note">What was done.</param>
public sealed record AuditEntry(Instant At, Guid Id, AuditNote Note);
