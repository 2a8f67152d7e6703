namespace Carillon.Tenancy;

/// <summary>Stands for an error in the report of a fan-out that has so many that only their texts are kept.</summary>
public sealed class ClippedErrorException(Exception error) : Exception($"{Checked(error).GetType().Name}: {Printable.Clip(error.Message, MostText)}")
{
    private const int MostText = 500;

    private static Exception Checked(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error;
    }
}
