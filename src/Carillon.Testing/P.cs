namespace Carillon.Testing; internal static class Placeholder { }
