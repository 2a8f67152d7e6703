namespace Carillon.Operations;

/// <summary>Something that people and programs can ask of the library; rendered as a verb, an HTTP endpoint and a button.</summary>
public sealed class Operation
{
    private readonly Func<object, OperationContext, CancellationToken, ValueTask<object?>> _invoke;

    internal Operation(
        OperationName name,
        OperationKind kind,
        OperationScope scope,
        string summary,
        Type inputType,
        Type outputType,
        Func<object, OperationContext, CancellationToken, ValueTask<object?>> invoke)
    {
        Name = name;
        Kind = kind;
        Scope = scope;
        Summary = summary;
        InputType = inputType;
        OutputType = outputType;
        _invoke = invoke;
    }

    /// <summary>The stable name, e.g. <c>sessions.auto-end</c>.</summary>
    public OperationName Name { get; }

    /// <summary>Whether it changes anything.</summary>
    public OperationKind Kind { get; }

    /// <summary>Whether it is about one tenant.</summary>
    public OperationScope Scope { get; }

    /// <summary>One sentence for people.</summary>
    public string Summary { get; }

    /// <summary>A flat record: one constructor parameter or property per option.</summary>
    public Type InputType { get; }

    /// <summary>A record; lists of records in it are shown as tables.</summary>
    public Type OutputType { get; }

    /// <summary>The permission that a caller needs, by default the operation's name.</summary>
    public string Permission => Name.Value;

    /// <summary>Whether it knows its repetitions by <see cref="OperationContext.CommandId"/>, see <see cref="TakesCommandIdAttribute"/>.</summary>
    public bool TakesCommandId => InputType.IsDefined(typeof(TakesCommandIdAttribute), inherit: false);

    /// <summary>Runs the operation.</summary>
    /// <exception cref="ArgumentException">The input is of another type, the scope asks for a tenant and none is named, or it takes no command id and has one.</exception>
    public ValueTask<object?> InvokeAsync(object input, OperationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        if (!InputType.IsInstanceOfType(input))
        {
            throw new ArgumentException($"Operation '{Name}' takes {InputType.Name}, not {input.GetType().Name}.", nameof(input));
        }

        if (Scope == OperationScope.Tenant && context.Tenant is null)
        {
            throw new ArgumentException($"Operation '{Name}' is about one tenant: name it.", nameof(context));
        }

        if (context.CommandId is not null && !TakesCommandId)
        {
            throw new ArgumentException($"Operation '{Name}' takes no command id.", nameof(context));
        }

        return _invoke(input, context, cancellationToken);
    }
}
