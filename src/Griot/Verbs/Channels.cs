using System.CommandLine;
using Griot.CommandLine;

namespace Griot.Verbs;

/// <summary><c>griot channel ...</c>: how deliveries arrive.</summary>
internal static class Channels
{
    internal static Command Command() => CommonOptions.Group("channel", "The channels of providers.",
        ChannelAdd.Command(),
        ChannelKeyVerbs.Command(),
        ChannelTest.Command(),
        ChannelShow.Command(),
        ChannelSet.Command(),
        ChannelMove.Command());
}
