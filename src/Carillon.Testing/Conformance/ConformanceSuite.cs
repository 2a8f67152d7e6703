using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Carillon.Testing.Conformance;

/// <summary>
/// What every implementation of a port must do, as cases that any test framework can run. A case is a public method
/// <c>Task Sentence_with_underscores(CancellationToken)</c>; a suite derives once per port, an implementation once per suite.
/// </summary>
public abstract class ConformanceSuite
{
    /// <summary>The names of the cases, in alphabetical order, without the excluded ones.</summary>
    public IReadOnlyList<string> Cases => [.. CasesOf(GetType()).Except(Checked(Excluded).Keys, StringComparer.Ordinal)];

    /// <summary>Cases that this implementation cannot keep, each with the reason. An unknown name throws.</summary>
    /// <value>Default: none.</value>
    public virtual IReadOnlyDictionary<string, string> Excluded => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names of all cases of a suite, without making one: for the data source of a theory.</summary>
    public static IReadOnlyList<string> CasesOf<TSuite>()
        where TSuite : ConformanceSuite => CasesOf(typeof(TSuite));

    /// <summary>Runs one case between <see cref="PrepareAsync"/> and <see cref="CleanUpAsync"/>.</summary>
    /// <param name="name">One of <see cref="Cases"/>; an excluded case may be run too.</param>
    /// <param name="cancellationToken">Handed to the case.</param>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    /// <exception cref="ConformanceException">The implementation does not conform.</exception>
    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var method = MethodsOf(GetType()).SingleOrDefault(method => method.Name == name)
            ?? throw new ArgumentException($"{GetType().Name} has no case '{name}'. It has: {string.Join(", ", CasesOf(GetType()))}.", nameof(name));
        try
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            await Invoke(method, cancellationToken).ConfigureAwait(false);
        }
        catch (ConformanceException broken)
        {
            broken.Case ??= $"{GetType().Name}.{name}";
            throw;
        }
        finally
        {
            await CleanUpAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Makes what one case needs. Called before each.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Removes it. Called after each case, also when it failed.</summary>
    protected virtual Task CleanUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IReadOnlyList<string> CasesOf(Type suite) =>
        [.. MethodsOf(suite).Select(method => method.Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<MethodInfo> MethodsOf(Type suite) =>
        from method in suite.GetMethods(BindingFlags.Instance | BindingFlags.Public)
        where method.ReturnType == typeof(Task)
            && method.GetParameters() is [{ ParameterType: var only }]
            && only == typeof(CancellationToken)
        select method;

    private Task Invoke(MethodInfo method, CancellationToken cancellationToken)
    {
        try
        {
            return (Task)method.Invoke(this, [cancellationToken])!;
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> excluded)
    {
        foreach (var (name, reason) in excluded)
        {
            if (!CasesOf(GetType()).Contains(name) || string.IsNullOrWhiteSpace(reason))
            {
                throw new InvalidOperationException($"{GetType().Name} excludes '{name}', which is not one of its cases or has no reason.");
            }
        }

        return excluded;
    }
}
