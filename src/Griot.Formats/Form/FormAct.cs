namespace Griot.Formats.Form;

/// <summary>What a posted form says is to be done, in its field <c>act</c>. The words are sealed with the form: they never change.</summary>
public static class FormAct
{
    /// <summary>A new piece, or an update of one.</summary>
    public const string Deliver = "deliver";

    /// <summary>Something in the piece was wrong.</summary>
    public const string Correct = "correct";

    /// <summary>The piece is taken back.</summary>
    public const string Withdraw = "withdraw";
}
