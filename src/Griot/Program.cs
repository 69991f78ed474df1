using System.Text;
using Griot.CommandLine;
using Griot.Media.Cage;

// In the cage nothing of the house is touched, and its output is no text.
if (args is [CagedWork.Word, var mediaType])
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    return CagedWork.Run(mediaType, input, output);
}

Console.OutputEncoding = Encoding.UTF8;
return await GriotCommand.RunAsync(args);
