using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Tables as one version brought them. A type each, because models are kept by type.</summary>
internal interface ITablesOfVersion
{
    static abstract void Describe(ModelBuilder model);
}
