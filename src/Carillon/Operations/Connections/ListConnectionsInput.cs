using System.ComponentModel;

namespace Carillon.Operations;

/// <summary>The input of <c>connections.list</c>.</summary>
/// <param name="After">Only those after this name: where the last page ended.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ListConnectionsInput(
    [Description("Only those after this name, where the last page ended.")] string? After = null,
    [Description("How many at most, from 1 to 1000.")] int Limit = 100);
