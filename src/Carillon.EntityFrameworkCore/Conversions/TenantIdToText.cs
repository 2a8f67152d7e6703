using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Carillon.EntityFrameworkCore;

/// <summary>Stores a tenant id as its text.</summary>
public sealed class TenantIdToText()
    : ValueConverter<TenantId, string>(t => t.Value, s => TenantId.Parse(s));
