// The page: files that were in Page/ when the program was built, served from memory. They are few and small, so nothing is packed; a
// browser asks every time and is told that nothing changed. Does not know what is in them.

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AsciiGen.Server;

internal static class PageFiles
{
    private const string Folder = "page/";
    private const string Index = "index.html";
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds a route for each file, and / for index.html.</summary>
    public static void Map(IEndpointRouteBuilder routes, string[] methods)
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Folder.Length..];
            RequestDelegate answer = new PageFile(bytes, TypeOf(name)).AnswerAsync;
            routes.MapMethods(name == Index ? "/" : "/" + name, methods, answer);
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        _ => "application/octet-stream",
    };

    private sealed class PageFile(byte[] bytes, string type)
    {
        private readonly string _tag = TagOf(bytes);

        public Task AnswerAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-cache";
            headers.ContentSecurityPolicy = Policy;
            headers.ETag = _tag;
            if (!context.Request.Headers.IfNoneMatch.Any(tags => tags!.Contains(_tag, StringComparison.Ordinal))) return Answers.WriteAsync(context, bytes, type);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        // FNV-1a: it only has to differ when the file does, and needs no library for cryptography.
        private static string TagOf(byte[] bytes)
        {
            var hash = 14695981039346656037;
            foreach (var each in bytes) hash = (hash ^ each) * 1099511628211;
            return string.Create(CultureInfo.InvariantCulture, $"\"{hash:x16}\"");
        }
    }
}
