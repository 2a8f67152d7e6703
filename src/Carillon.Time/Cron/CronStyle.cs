namespace Carillon.Time;

/// <summary>What a field may be written with.</summary>
internal enum CronStyle
{
    /// <summary>Anything.</summary>
    Free,

    /// <summary>Anything but a star.</summary>
    NoStar,

    /// <summary>Values only.</summary>
    Values,
}
