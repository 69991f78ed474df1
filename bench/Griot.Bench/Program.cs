using Griot.Bench;

return args is ["serve-feeds", .. var rest] ? await FeedHost.RunAsync(rest) : await DayBench.RunAsync(args);
