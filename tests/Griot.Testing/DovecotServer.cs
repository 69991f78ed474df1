using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Griot.Testing;

/// <summary>
/// A real IMAP server (Debian's dovecot-imapd) of one test: one mailbox as files in a temporary folder, on loopback without
/// TLS. Where it can't be started, the reason is told and the test is to be skipped.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
{
    public const string User = "news";
    public const string Password = "fleuve";

    // The account that the package made.
    private const string Owner = "dovecot";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder folder = new();
    private readonly Process process;
    private int messages;

    private DovecotServer(int port)
    {
        Port = port;
        File.WriteAllText(folder.File("dovecot.conf"), Configuration(port));
        foreach (var part in (string[])["mail", "mail/new", "mail/cur", "mail/tmp", "home", "run"]) Directory.CreateDirectory(folder.File(part));
        Run("chown", ["-R", Owner + ":", folder.File("mail"), folder.File("home")]);
        Run("chmod", ["755", folder.Path]);
        process = Process.Start(new ProcessStartInfo("dovecot", ["-F", "-c", folder.File("dovecot.conf")]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public int Port { get; }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? WhyNot =>
        !OperatingSystem.IsLinux() || !(File.Exists("/usr/sbin/dovecot") || File.Exists("/usr/bin/dovecot")) || !Directory.Exists("/usr/lib/dovecot") ? "dovecot-imapd is not installed"
        : Environment.UserName != "root" ? "dovecot is started by root only"
        : null;

    /// <summary>Starts one; a port that somebody else took meanwhile is given up for another.</summary>
    public static async Task<DovecotServer> StartAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var server = new DovecotServer(FreePort());
            if (await server.IsUpAsync(cancellation)) return server;
            var log = File.Exists(server.folder.File("log")) ? await File.ReadAllTextAsync(server.folder.File("log"), cancellation) : "no log";
            await server.DisposeAsync();
            if (tries == 5) throw new InvalidOperationException($"dovecot does not answer: {log}");
        }
    }

    private async Task<bool> IsUpAsync(CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!process.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (await AnswersAsync(Port, cancellation)) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        return false;
    }

    /// <summary>Puts a message into the mailbox, as the delivering mail server would.</summary>
    public void Deliver(ReadOnlySpan<byte> message)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + ++messages}.m{messages}.test");
        File.WriteAllBytes(folder.File("mail/tmp/" + name), message);
        File.Move(folder.File("mail/tmp/" + name), folder.File("mail/new/" + name));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Run("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Dispose();
    }

    private string Configuration(int port) => $$"""
        protocols = imap
        base_dir = {{folder.File("run")}}
        state_dir = {{folder.File("run")}}
        log_path = {{folder.File("log")}}
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        first_valid_uid = 1
        mail_location = maildir:{{folder.File("mail")}}
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid={{Owner}} gid={{Owner}} home={{folder.File("home")}}
        }
        service imap-login {
          inet_listener imap {
            port = {{port}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        """;

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync(cancellation))?.StartsWith("* OK", StringComparison.Ordinal) == true;
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false;
        }
    }

    private static void Run(string program, string[] arguments)
    {
        using var done = Process.Start(program, arguments);
        done.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
