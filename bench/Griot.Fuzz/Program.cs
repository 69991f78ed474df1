using System.Globalization;
using Griot.Fuzz;

return args is ["replay", var target, var file] ? FuzzRun.Replay(target, file) : FuzzRun.Run(new FuzzPlan
{
    Seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 600,
    Only = args.Length > 1 && args[1] != "all" ? args[1] : null,
    Seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 20261124,
});
