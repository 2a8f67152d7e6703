namespace Carillon.Sessions; internal static class Placeholder { }
