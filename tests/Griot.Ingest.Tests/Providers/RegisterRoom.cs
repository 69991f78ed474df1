using System.Text;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Ingest.Tests.Providers;

/// <summary>A register on a store in a temporary folder.</summary>
internal sealed class RegisterRoom : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    internal RegisterRoom()
    {
        Ledger = Open();
        Register = new ProviderRegister(Ledger, Time);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    internal LedgerStore Ledger { get; }
    internal ProviderRegister Register { get; }

    /// <summary>The same folder, as another process opens it.</summary>
    internal LedgerStore Open() => LedgerStore.Open(folder.Path, Time);

    internal async Task<ProviderCard> AddAsync(string name, string? feed = null) => Registered(await Register.AddAsync(Press(name), feed, CancellationToken.None));

    internal Task<List<ImportLine>> ImportAsync(string file, ImportDefaults? defaults = null) => ImportAsync(Encoding.UTF8.GetBytes(file), defaults);

    internal async Task<List<ImportLine>> ImportAsync(ReadOnlyMemory<byte> file, ImportDefaults? defaults = null)
    {
        var lines = new List<ImportLine>();
        await foreach (var line in new ProviderImport(Ledger, Register).ImportAsync(file, defaults ?? new ImportDefaults(), null, CancellationToken.None)) lines.Add(line);
        return lines;
    }

    internal static ProviderCard Registered(RegisterOutcome outcome) =>
        Assert.IsType<RegisterOutcome.Registered>(outcome).Card;

    internal static string Refused(RegisterOutcome outcome) => Assert.IsType<RegisterOutcome.Refused>(outcome).Reason;

    internal static ProviderDetails Press(string name) => new() { Name = name, Kind = ProviderKind.Press };

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        folder.Dispose();
    }
}
