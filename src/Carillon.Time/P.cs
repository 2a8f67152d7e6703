namespace Carillon.Time; internal static class Placeholder { }
