using System.Runtime.CompilerServices;

namespace Carillon.Time;

/// <summary>One value for each <see cref="CronField"/>.</summary>
[InlineArray((int)CronField.Years + 1)]
internal struct PerField<T>
    where T : struct
{
    private T _first;
}
