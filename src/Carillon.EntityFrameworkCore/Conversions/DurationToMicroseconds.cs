using Carillon.Time;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

/// <summary>Stores a duration as microseconds.</summary>
public sealed class DurationToMicroseconds()
    : ValueConverter<Duration, long>(d => d.ToMicroseconds(), us => Microseconds.ToDuration(us));
