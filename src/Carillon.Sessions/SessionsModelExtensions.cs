using Carillon.EntityFrameworkCore;
using Carillon.Sessions.Storage;

namespace Carillon.Sessions;

/// <summary>Puts the tables of study sessions into a model of the host.</summary>
public static class SessionsModelExtensions
{
    /// <summary>Adds the tables of study sessions.</summary>
    /// <example><code>modelBuilder.AddCarillon(m => m.ForPostgreSql().Sessions());</code></example>
    public static CarillonModel Sessions(this CarillonModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Add(SessionsDbContext.Component);
    }
}
