// The server put together: Kestrel with narrow limits, the routes, and around every answer the gate, the headers and the words for
// what goes wrong. Built from an empty builder, so no file or variable of the surroundings changes what it does.

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using AsciiGen.Formats;
using AsciiGen.Server.Drawings;
using AsciiGen.Server.Metrics;

namespace AsciiGen.Server;

internal static class HttpServer
{
    /// <summary>All that is told of a fault of the program.</summary>
    public const string InternalError = "something went wrong in the server; its log says what";

    private const int ClientGone = 499;
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan _timeToFinish = TimeSpan.FromSeconds(5);
    private static readonly string[] _reading = ["GET", "HEAD"];

    /// <summary>A server that can be started.</summary>
    public static WebApplication Create(ServerOptions options, AsciiArtist artist, SubjectDesk desk, DrawingWorkers workers, ServerMetrics metrics)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _timeToFinish);
        var app = builder.Build();
        var gate = new Gate(options);
        app.Use(next => context => AnswerAsync(context, next, gate, metrics));
        Map(app, artist, desk, workers, metrics);
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            ServerLog.Write("stopping");
            workers.Stop();
        });
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Host, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 256;
        limits.MaxRequestBodySize = RequestBody.MostBytes;
        limits.MaxRequestBufferSize = 64 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestHeadersTotalSize = 8 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(2));
        limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static void Map(WebApplication app, AsciiArtist artist, SubjectDesk desk, DrawingWorkers workers, ServerMetrics metrics)
    {
        var info = new InfoEndpoints(artist, desk, workers, metrics);
        foreach (var (path, answer) in (ReadOnlySpan<(string, RequestDelegate)>)
        [
            ("/v1/subjects", info.SubjectsAsync), ("/v1/model", info.ModelAsync), ("/v1/openapi.json", info.DescriptionAsync), ("/healthz", InfoEndpoints.HealthAsync), ("/metrics", info.MetricsAsync),
        ])
        {
            app.MapMethods(path, _reading, answer);
        }

        app.MapMethods("/v1/drawings", ["POST"], (RequestDelegate)new DrawingEndpoint(artist.Model.Config, desk, workers).AnswerAsync);
        PageFiles.Map(app, _reading);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, Gate gate, ServerMetrics metrics)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = ApiPolicy;
        headers.CacheControl = "no-store";
        try
        {
            await SettleAsync(context, next, gate);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (Exception error)
        {
            ServerLog.Write($"{RouteOf(context)} failed: {error}");
            if (context.Response.HasStarted) context.Abort();
            else await Answers.WriteAsync(context, new RequestProblem(StatusCodes.Status500InternalServerError, InternalError));
        }
        finally
        {
            metrics.CountRequest(RouteOf(context), context.RequestAborted.IsCancellationRequested ? ClientGone : context.Response.StatusCode);
        }
    }

    // Answers, or says in words why not.
    private static async Task SettleAsync(HttpContext context, RequestDelegate next, Gate gate)
    {
        try
        {
            gate.Check(context.Request);
            await next(context);
            if (context.Response.HasStarted || context.Response.ContentLength is not null) return;
            var path = JsonField.Show(context.Request.Path.ToString());
            if (context.Response.StatusCode == StatusCodes.Status404NotFound) throw new RequestProblem(StatusCodes.Status404NotFound, $"there is nothing at {path}; /v1/openapi.json tells what there is");
            if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) throw new RequestProblem(StatusCodes.Status405MethodNotAllowed, $"{path} takes {context.Response.Headers.Allow} only");
        }
        catch (RequestProblem problem)
        {
            await Answers.WriteAsync(context, problem);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException error)
        {
            await Answers.WriteAsync(context, RequestBody.ProblemOf(error));
        }
    }

    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
}
