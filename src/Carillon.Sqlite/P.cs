namespace Carillon.Sqlite; internal static class Placeholder { }
