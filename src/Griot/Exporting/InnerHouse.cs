using Griot.Ledger;
using Griot.Ledger.Signing;

namespace Griot.Exporting;

/// <summary>The house as an export has it before it: open to nobody else.</summary>
/// <param name="Ledger">Its ledger.</param>
/// <param name="Signer">Who signs.</param>
/// <param name="Log">Its log.</param>
/// <param name="Site">Answers as it would in public.</param>
/// <param name="Ground">What its pages stand on besides the ledger.</param>
/// <param name="Data">Its folder.</param>
internal sealed record InnerHouse(LedgerStore Ledger, Signer Signer, LogReader Log, InnerServer Site, CopyGround Ground, string Data);
