namespace Carillon.Tests.Locking.Interleavings;

internal sealed class BrokenPromiseException(string promise) : Exception(promise);
