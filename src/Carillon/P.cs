namespace Carillon; internal static class Placeholder { }
