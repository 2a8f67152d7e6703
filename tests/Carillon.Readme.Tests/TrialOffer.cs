namespace Carillon.Readme.Tests;

public sealed record TrialOffer(Guid Trial);
