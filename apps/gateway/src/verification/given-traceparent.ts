const traceparentPattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The header (W3C Trace Context, version 00) when it is well-formed. */
export function givenTraceparent(header: string | undefined): string | undefined {
  return header && traceparentPattern.test(header) ? header : undefined;
}
