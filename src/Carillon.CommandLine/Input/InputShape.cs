using System.Reflection;
using Carillon.Operations;

namespace Carillon.CommandLine;

/// <summary>The members of an operation's input record, and how to make one.</summary>
internal sealed class InputShape
{
    private readonly ConstructorInfo _constructor;
    private readonly int _constructorParameters;

    public InputShape(Operation operation)
    {
        var type = operation.InputType;
        _constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault()
            ?? throw new ArgumentException($"The input of operation '{operation.Name}', {type}, has no public constructor.", nameof(operation));
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var taken = _constructor.GetParameters();
        _constructorParameters = taken.Length;
        var prototype = taken.Length == 0 ? _constructor.Invoke([]) : null;
        Parameters =
        [
            .. taken.Select(p => InputParameter.From(p, properties.FirstOrDefault(m => Same(m, p)))),
            .. properties.Where(m => m.SetMethod is { IsPublic: true } && m.GetIndexParameters().Length == 0 && !taken.Any(p => Same(m, p))).Select(m => InputParameter.From(m, prototype)),
        ];
        Refuse(operation, Parameters);
    }

    /// <summary>Constructor parameters first, in their order.</summary>
    public IReadOnlyList<InputParameter> Parameters { get; }

    /// <summary>Makes the record. Members that are missing in <paramref name="values"/> keep their defaults.</summary>
    public object Create(IReadOnlyDictionary<InputParameter, object?> values)
    {
        var arguments = Parameters.Take(_constructorParameters).Select(p => values.TryGetValue(p, out var value) ? value : p.Default).ToArray();
        var input = _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        foreach (var (parameter, value) in values)
        {
            parameter.Property?.SetValue(input, value, BindingFlags.DoNotWrapExceptions, null, null, null);
        }

        return input;
    }

    private static bool Same(PropertyInfo property, ParameterInfo parameter) =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase);

    private static void Refuse(Operation operation, IReadOnlyList<InputParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (CommonOptions.Reserves(parameter.OptionName, operation.Scope))
            {
                throw new ArgumentException($"Operation '{operation.Name}': '{parameter.Name}' would be '{parameter.OptionName}', which every verb has already.", nameof(operation));
            }

            try
            {
                _ = parameter.Format;
            }
            catch (InvalidOperationException e)
            {
                throw new ArgumentException($"Operation '{operation.Name}': {e.Message}", nameof(operation), e);
            }
        }
    }
}
