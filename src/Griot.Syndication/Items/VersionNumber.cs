using System.Globalization;

namespace Griot.Syndication.Items;

/// <summary>A version in an address: a number from 1, in one form only.</summary>
internal static class VersionNumber
{
    internal static int? Parse(string text) =>
        text.Length is > 0 and < 10 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
