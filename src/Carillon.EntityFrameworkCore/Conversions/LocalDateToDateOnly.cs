using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Carillon.EntityFrameworkCore;

/// <summary>Stores a local date as the database's date.</summary>
public sealed class LocalDateToDateOnly()
    : ValueConverter<LocalDate, DateOnly>(d => d.ToDateOnly(), d => LocalDate.FromDateOnly(d));
