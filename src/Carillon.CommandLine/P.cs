namespace Carillon.CommandLine; internal static class Placeholder { }
