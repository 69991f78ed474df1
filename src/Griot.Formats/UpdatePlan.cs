namespace Griot.Formats;

/// <summary>
/// How often a feed says that it is worth asking for. It is the provider's word about its own server; how far it is
/// followed is the poller's decision.
/// </summary>
/// <param name="Least">The shortest time between two requests, always above zero; null where none is given.</param>
/// <param name="SkipHours">Hours of the day in UTC in which nobody should ask: bit 0 is the hour from 0:00.</param>
/// <param name="SkipDays">Days of the week in UTC in which nobody should ask: bit 0 is Sunday.</param>
public sealed record UpdatePlan(TimeSpan? Least, int SkipHours, int SkipDays);
