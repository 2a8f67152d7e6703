namespace Carillon.PostgreSql; internal static class Placeholder { }
