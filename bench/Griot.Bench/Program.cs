using Griot.Bench;

return args switch
{
    ["serve-feeds", .. var rest] => await FeedHost.RunAsync(rest),
    ["hostile", .. var rest] => await HostileBench.RunAsync(rest),
    _ => await DayBench.RunAsync(args),
};
