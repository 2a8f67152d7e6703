namespace Carillon.EntityFrameworkCore; internal static class Placeholder { }
