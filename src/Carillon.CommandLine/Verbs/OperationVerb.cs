using System.CommandLine;
using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Carillon.CommandLine;

/// <summary>One operation as a verb: reads its options, calls it, writes what it answers.</summary>
internal sealed class OperationVerb(Operation operation, IServiceProvider services, CommandLineConsole console, CommonOptions common)
{
    private static readonly JsonSerializerOptions Indented = new(OperationJson.Options) { WriteIndented = true };
    private readonly InputShape _input = new(operation);
    private List<InputSymbol> _symbols = [];
    private Option<string>? _tenant;
    private Option<string>? _commandId;

    public void AddTo(Command command)
    {
        command.Description = command is RootCommand ? command.Description : operation.Summary;
        _tenant = CommonOptions.Tenant(operation.Scope);
        if (_tenant is not null)
        {
            command.Add(_tenant);
        }

        _symbols = [.. _input.Parameters.OrderBy(p => p.Position ?? int.MaxValue).Select(p => new InputSymbol(p))];
        _symbols.ForEach(s => s.AddTo(command));
        _commandId = CommonOptions.CommandId(operation);
        if (_commandId is not null)
        {
            command.Add(_commandId);
        }

        command.SetAction(InvokeAsync);
    }

    private async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var values = new Dictionary<InputParameter, object?>();
        var problems = new List<string>();
        _symbols.ForEach(s => s.Read(parsed, values, problems));
        var tenant = ReadTenant(parsed, problems);
        if (problems.Count > 0)
        {
            problems.ForEach(p => console.Error.WriteLine(SafeText.Line(p)));
            return OperationExitCode.BadInput;
        }

        try
        {
            await SecretSource.ResolveAsync(values, console.Input, cancellationToken).ConfigureAwait(false);
            return await CallAsync(_input.Create(values), tenant, parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure.Of(e, _input, cancellationToken).Report(console, parsed.GetValue(common.Debug) ? e : null);
        }
    }

    private async Task<int> CallAsync(object input, TenantId? tenant, ParseResult parsed, CancellationToken cancellationToken)
    {
        // A query meets only what it uses: one that needs no database must not ask for one.
        if (operation.Kind == OperationKind.Command)
        {
            services.GetService<IStartupValidator>()?.Validate();
        }

        if (tenant is { } named)
        {
            await RequireAsync(named, cancellationToken).ConfigureAwait(false);
        }

        var json = parsed.GetValue(common.Json);
        var scope = services.CreateAsyncScope();
        await using var ended = scope.ConfigureAwait(false);
        using var progress = new ProgressWriter(console, json);
        var context = new OperationContext(scope.ServiceProvider)
        {
            Tenant = tenant,
            Actor = parsed.GetValue(common.Actor) ?? Environment.UserName,
            CommandId = _commandId is null ? null : parsed.GetValue(_commandId),
            Progress = progress,
            Input = console.Input,
            Lines = console.Output,
        };
        object? output;
        try
        {
            output = await operation.InvokeAsync(input, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (tenant is { } about && TenantDatabase.IsToBlame(e))
        {
            progress.Dispose();
            var failure = Failure.Of(e, _input, cancellationToken);
            var place = await TenantDatabase.NameAsync(services, about, cancellationToken).ConfigureAwait(false);
            return (failure with { Message = $"{place}: {failure.Message}" }).Report(console, parsed.GetValue(common.Debug) ? e : null);
        }

        progress.Dispose();
        if (json && output is not null)
        {
            await console.Output.WriteLineAsync(SafeJson.Of(JsonSerializer.Serialize(output, output.GetType(), Indented))).ConfigureAwait(false);
        }
        else
        {
            new ResultTables(console).Write(output);
        }

        // Who visits many tenants reports what was cancelled instead of throwing.
        return context.ExitCode != OperationExitCode.Success && cancellationToken.IsCancellationRequested ? OperationExitCode.Cancelled : context.ExitCode;
    }

    // Operations on any tenant are about active ones, so a named one that is not active must not pass for "nothing to do".
    private async ValueTask RequireAsync(TenantId named, CancellationToken cancellationToken)
    {
        var tenant = await services.GetRequiredService<ITenantCatalog>().FindAsync(named, cancellationToken).ConfigureAwait(false)
            ?? throw new TenantNotFoundException(named);
        if (operation.Scope == OperationScope.AnyTenant && tenant.Status != TenantStatus.Active)
        {
            throw new TenantNotActiveException(named, tenant.Status);
        }
    }

    private TenantId? ReadTenant(ParseResult parsed, List<string> problems)
    {
        var text = _tenant is null ? null : parsed.GetValue(_tenant);
        if (text is null)
        {
            return null;
        }

        if (TenantId.TryParse(text, out var tenant))
        {
            return tenant;
        }

        problems.Add($"Option '--tenant': '{Printable.Clip(text)}' is not {ValueFormat.For(typeof(TenantId))!.Expected}.");
        return null;
    }
}
