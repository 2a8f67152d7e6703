using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Carillon.Operations;

namespace Carillon.CommandLine;

/// <summary>A parameter as System.CommandLine sees it. Texts are read here, so that a bad value is named with its option.</summary>
internal sealed class InputSymbol
{
    private readonly Option? _option;
    private readonly Argument<string[]>? _argument;

    public InputSymbol(InputParameter parameter)
    {
        Parameter = parameter;
        if (parameter.Position is not null)
        {
            _argument = new Argument<string[]>(parameter.OptionName[2..]) { Description = Help(parameter), Arity = Arity(parameter), CustomParser = Texts };
            return;
        }

        _option = parameter.IsFlag
            ? new Option<bool?>(parameter.OptionName) { Arity = ArgumentArity.ZeroOrOne }
            : new Option<string[]>(parameter.OptionName) { Arity = parameter.IsList ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne, HelpName = parameter.Format.HelpName, CustomParser = Texts };
        _option.Description = Help(parameter);
        _option.Required = parameter.IsRequired;
    }

    public InputParameter Parameter { get; }

    public void AddTo(Command command)
    {
        if (_argument is not null)
        {
            command.Add(_argument);
        }
        else
        {
            command.Add(_option!);
        }
    }

    /// <summary>Adds the value to <paramref name="values"/> when it was given, or a line to <paramref name="problems"/> when it is bad.</summary>
    public void Read(ParseResult parsed, Dictionary<InputParameter, object?> values, List<string> problems)
    {
        SymbolResult? given = _argument is not null ? parsed.GetResult(_argument) : parsed.GetResult(_option!);
        if (given is null or OptionResult { Implicit: true } || (_argument is not null && given.Tokens.Count == 0))
        {
            return;
        }

        if (Parameter.IsFlag)
        {
            values[Parameter] = parsed.GetValue((Option<bool?>)_option!) ?? true;
            return;
        }

        var read = new List<object>();
        foreach (var token in given.Tokens)
        {
            if (Parameter.Format.Read(token.Value) is { } value)
            {
                read.Add(value);
            }
            else
            {
                var text = Parameter.Format.HidesText ? "what is given (hidden)" : $"'{Printable.Clip(token.Value)}'";
                problems.Add($"{Kind} '{Label}': {text} is not {Parameter.Format.Expected}.");
            }
        }

        if (read.Count == given.Tokens.Count)
        {
            values[Parameter] = Parameter.IsList ? Parameter.ToList(read) : read[0];
        }
    }

    private string Kind => _argument is null ? "Option" : "Argument";

    private string Label => _argument is null ? Parameter.OptionName : Parameter.OptionName[2..];

    private static string[] Texts(ArgumentResult given) => [.. given.Tokens.Select(t => t.Value)];

    private static ArgumentArity Arity(InputParameter parameter) => (parameter.IsList, parameter.IsRequired) switch
    {
        (true, true) => ArgumentArity.OneOrMore,
        (true, false) => ArgumentArity.ZeroOrMore,
        (false, true) => ArgumentArity.ExactlyOne,
        (false, false) => ArgumentArity.ZeroOrOne,
    };

    private static string Help(InputParameter parameter)
    {
        var shown = parameter.IsRequired || parameter.Default is null or false or System.Collections.ICollection { Count: 0 }
            ? null
            : parameter.Default is Enum e ? JsonNamingPolicy.KebabCaseLower.ConvertName(e.ToString())
            : JsonSerializer.Serialize(parameter.Default, OperationJson.Options).Trim('"');
        return shown is null ? parameter.Description : $"{parameter.Description} [default: {shown}]".TrimStart();
    }
}
