using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon;

/// <summary>Registers what is erased with a person.</summary>
public static class ErasureBuilderExtensions
{
    /// <summary>Adds a part of the host that keeps something about people. Adding it again changes nothing.</summary>
    /// <typeparam name="TPart">Removes it; its constructor takes services of the host.</typeparam>
    public static CarillonBuilder AddErasure<TPart>(this CarillonBuilder builder)
        where TPart : class, IErasesSubjects
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasesSubjects, TPart>());
        if (builder.Services.Any(s => s.ServiceType == typeof(SubjectErasure)))
        {
            return builder;
        }

        builder.Services.AddSingleton(p => new SubjectErasure(
            p.GetRequiredService<ITenantConnections>(),
            p.GetRequiredService<IAuditLog>(),
            p.GetServices<IErasesSubjects>()));
        EraseSubjectOperation.AddTo(builder);
        return builder;
    }
}
