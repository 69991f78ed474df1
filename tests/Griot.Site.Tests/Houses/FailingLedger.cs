using System.Reflection;
using System.Runtime.ExceptionServices;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>A ledger that can't be read where a test says so.</summary>
public class FailingLedger : DispatchProxy
{
    private ILedgerReader ledger = null!;

    /// <summary>True for a call, by its member's name, that fails.</summary>
    public Predicate<string> Fails { get; set; } = _ => false;

    public static FailingLedger Over(ILedgerReader ledger)
    {
        var failing = (FailingLedger)(object)Create<ILedgerReader, FailingLedger>();
        failing.ledger = ledger;
        return failing;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Fails(targetMethod!.Name)) throw new IOException("The store can't be read just now.");
        try
        {
            return targetMethod.Invoke(ledger, args);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
