using Griot.Bench;
using Griot.Bench.Exporting;
using Griot.Bench.Flips;
using Griot.Bench.Search;
using Griot.Bench.Serving;

return args switch
{
    ["serve-feeds", .. var rest] => await FeedHost.RunAsync(rest),
    ["flips", .. var rest] => await FlipBench.RunAsync(rest),
    ["log", .. var rest] => await LogBench.RunAsync(rest),
    ["signing", .. var rest] => await SigningBench.RunAsync(rest),
    ["ninjs", .. var rest] => NinjsBench.Run(rest),
    ["mail", .. var rest] => await MailBench.RunAsync(rest),
    ["hostile", .. var rest] => await HostileBench.RunAsync(rest),
    ["export", .. var rest] => await ExportBench.RunAsync(rest),
    ["ask", .. var rest] => Latency.Ask(rest),
    ["serve", .. var rest] => await ServeBench.RunAsync(rest),
    ["search", .. var rest] => await SearchBench.RunAsync(rest),
    _ => await DayBench.RunAsync(args),
};
