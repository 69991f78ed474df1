namespace Griot.Monitoring;

/// <summary>The site does not answer, so that nothing can be said of it. What was read until then is saved.</summary>
internal sealed class SiteUnreachableException(string message) : Exception(message);
