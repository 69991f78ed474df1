using System.Globalization;
using System.Text;

namespace Griot.Bench.Serving;

/// <summary>
/// nginx over files that were compressed before: one worker (under the account that began it), no log, the same bytes and the same
/// headers as Griot's. It may not keep files open without looking whether they have changed: Griot looks before each answer, too.
/// </summary>
internal static class Nginx
{
    private static readonly string[] Paths = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];
    private static readonly string[] Own = ["Date", "Content-Length", "Content-Type", "ETag", "Server", "Connection", "Transfer-Encoding"];

    internal static string? Program => Array.Find(Paths, File.Exists);

    /// <summary>Starts it over pages that were read from Griot: their addresses, heads and bodies.</summary>
    internal static Server Start(string folder, int port, IReadOnlyList<(string Path, string Head, byte[] Body)> pages)
    {
        var locations = new StringBuilder();
        for (var number = 0; number < pages.Count; number++)
        {
            var name = Path.Combine(folder, $"page{number.ToString(CultureInfo.InvariantCulture)}.br");
            File.WriteAllBytes(name, pages[number].Body);
            var headers = string.Concat(HeadersIn(pages[number].Head).Select(header => $"add_header {header.Name} \"{header.Value.Replace("\"", "\\\"", StringComparison.Ordinal)}\";\n"));
            locations.Append(CultureInfo.InvariantCulture, $"location = {pages[number].Path} {{ default_type \"text/html; charset=utf-8\"; {headers} alias {name}; }}\n");
        }

        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $$"""
            user root; worker_processes 1; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 512; }
            http {
              access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000; server_tokens off;
              client_body_temp_path {{folder}}/t1; proxy_temp_path {{folder}}/t2; fastcgi_temp_path {{folder}}/t3; uwsgi_temp_path {{folder}}/t4; scgi_temp_path {{folder}}/t5;
              server { listen 127.0.0.1:{{port}};
            {{locations}} }
            }
            """));
        return new Server("nginx", port, Program!, "-c", file, "-p", folder);
    }

    private static IEnumerable<(string Name, string Value)> HeadersIn(string head) => head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(": ", 2)).Where(pair => !Own.Contains(pair[0])).Select(pair => (pair[0], pair[1]));
}
