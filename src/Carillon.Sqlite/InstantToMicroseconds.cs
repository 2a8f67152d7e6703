using Carillon.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Carillon.Sqlite;

internal sealed class InstantToMicroseconds()
    : ValueConverter<Instant, long>(i => i.ToUnixTimeMicroseconds(), us => Microseconds.FromUnixTimeMicroseconds(us));
