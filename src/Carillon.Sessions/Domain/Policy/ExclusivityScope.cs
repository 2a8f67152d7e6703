namespace Carillon.Sessions;

/// <summary>Which sessions exclude each other.</summary>
public enum ExclusivityScope
{
    /// <summary>All sessions of a student.</summary>
    Student,

    /// <summary>Sessions of a student on the same subject.</summary>
    Subject,
}
