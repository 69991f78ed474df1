using System.Text;
using Griot.CommandLine;

Console.OutputEncoding = Encoding.UTF8;
return await GriotCommand.RunAsync(args);
