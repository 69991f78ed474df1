using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;

namespace Griot.Monitoring;

/// <summary>Where a monitor's findings, messages and progress go.</summary>
internal sealed record MonitorVoice(Action<Finding> Tell, Action<string> Say, Action<string> Progress);

/// <summary>
/// One run of a monitor: what it knows, what it has found, and how far it has come. What is found is told before the step that
/// found it is saved: a kill in between tells it twice, never not at all.
/// </summary>
internal sealed class MonitorRun(StateFile file, MonitorState state, LogRules rules, MonitorVoice voice, TimeProvider time)
{
    private const int MostKept = 100;
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(5);

    private long saved = time.GetTimestamp();

    internal MonitorState State => state;

    internal LogRules Rules => rules;

    internal StateFile File => file;

    /// <summary>The believed checkpoint, as it was signed.</summary>
    internal required SignedNote Note { get; set; }

    /// <summary>Entries that had been read before this run.</summary>
    internal long Began { get; } = rules.Next;

    /// <summary>False where the log could not be read to its end.</summary>
    internal bool IsWhole { get; set; } = true;

    internal long Violations { get; private set; }

    internal long Flags { get; private set; }

    /// <summary>Violations of earlier runs: the log holds them for ever.</summary>
    internal long ToldEarlier { get; } = state.Told;

    /// <summary>What was not looked at, in words, with its number where it has one.</summary>
    internal SortedDictionary<string, long> NotChecked { get; } = new(StringComparer.Ordinal);

    /// <summary>What was looked at on the site, in words, with its number.</summary>
    internal SortedDictionary<string, long> Looked { get; } = new(StringComparer.Ordinal);

    internal void Count(string what, long more = 1) => Looked[what] = Looked.GetValueOrDefault(what) + more;

    internal void Miss(string what, long number = 0) => NotChecked[what] = NotChecked.GetValueOrDefault(what) + number;

    internal void Say(string message) => voice.Say(message);

    internal void Tell(Finding finding)
    {
        voice.Tell(finding);
        if (finding.IsFlag) Flags++;
        else Violations++;
        if (finding.IsFlag || finding.Rule is "R8" or "R9" or "log") return;

        // What is wrong with an entry stays so; what is wrong with the site is looked at again.
        state.Told++;
        if (state.FirstTold.Count < MostKept) state.FirstTold.Add(finding.Line);
    }

    /// <summary>Says how far it has come, and saves that from time to time.</summary>
    internal void Step(string progress)
    {
        voice.Progress(progress);
        if (time.GetElapsedTime(saved) >= BetweenSaves) Save();
    }

    internal void Save()
    {
        file.Save(state, rules);
        saved = time.GetTimestamp();
    }
}
