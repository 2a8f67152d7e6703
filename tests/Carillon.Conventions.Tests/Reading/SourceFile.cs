namespace Carillon.Conventions.Tests.Reading;

/// <summary>One tracked text file: its path with forward slashes from the root of the repository, and its text.</summary>
public sealed class SourceFile(string path, string text)
{
    private readonly Lazy<string> code = new(() => new CSharpText(text).Code);
    private readonly Lazy<IReadOnlyList<TypeDeclaration>> types = new(() => TypeDeclaration.In(new CSharpText(text).Code));

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The C# code with comments and the contents of strings blanked; same length, same lines.</summary>
    public string Code => code.Value;

    public IReadOnlyList<TypeDeclaration> Types => types.Value;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The file name up to the first dot or generic mark: <c>JobRun</c> for <c>JobRun.Log.cs</c> and <c>JobRun{T}.cs</c>.</summary>
    public string Stem => Name[..Name.IndexOfAny(['.', '{', '`'])];

    public IReadOnlyList<string> Segments => Path.Split('/');

    /// <summary>The project folder: <c>Carillon.Time</c> for <c>src/Carillon.Time/Ticks/Tick.cs</c>.</summary>
    public string Project => Segments.Count > 2 ? Segments[1] : "";

    /// <summary>The folders between the project folder and the file.</summary>
    public IReadOnlyList<string> Folders => Segments.Count > 3 ? [.. Segments.Skip(2).SkipLast(1)] : [];

    public string Line(int line) => $"{Path}({line})";

    public string At(int index) => Line(Text.AsSpan(0, index).Count('\n') + 1);
}
