using System.Text.RegularExpressions;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>What is said to providers, in five languages.</summary>
public sealed partial class ProviderTextTests
{
    [Fact]
    public void No_language_lacks_a_text_or_a_place_in_it()
    {
        Assert.Equal(["fr", "en", "ar", "pt", "sw"], ProviderTexts.All.Select(texts => texts.Code));
        var french = ProviderTexts.All[0];
        Assert.All(ProviderTexts.All, texts =>
        {
            Assert.Equal(french.Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            Assert.All(texts.Keys, key => Assert.Equal(Places(french[key]), Places(texts[key])));
            Assert.All(texts.Keys, key => Assert.NotEqual("", texts[key].Trim()));
        });
    }

    [Fact]
    public void Every_reason_why_a_feed_is_in_trouble_has_its_own_text_in_every_language() => Assert.All(ProviderTexts.All, language =>
    {
        var texts = Enum.GetValues<TroubleReason>().Select(reason => language[$"trouble.reason.{Griot.Record.Word.Of(reason)}"]).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.All(texts, text => Assert.InRange(text.Length, 60, 400));
    });

    [Fact]
    public void Every_reason_why_a_case_waits_has_words_in_every_language() => Assert.All(ProviderTexts.All, language =>
        Assert.All(Enum.GetValues<WaitReason>(), reason => Assert.True(language.Has($"waits.{Griot.Record.Word.Of(reason)}"))));

    [Fact]
    public void Every_kind_of_case_and_of_complaint_has_words_in_every_language() => Assert.All(ProviderTexts.All, language =>
    {
        Assert.All(Enum.GetValues<CaseKind>(), kind => Assert.True(language.Has($"{Griot.Record.Word.Of(kind)}.subject") && language.Has($"kind.{Griot.Record.Word.Of(kind)}")));
        Assert.All(Enum.GetValues<ComplaintAbout>(), about => Assert.True(language.Has($"complaint.{Griot.Record.Word.Of(about)}")));
    });

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal).Distinct());

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
