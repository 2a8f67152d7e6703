using Carillon.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Carillon.PostgreSql;

internal sealed class InstantToUtcDateTime()
    : ValueConverter<Instant, DateTime>(i => i.TruncateToMicroseconds().ToDateTimeUtc(), d => Instant.FromDateTimeUtc(d));
