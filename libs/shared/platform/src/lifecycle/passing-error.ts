/** What Node says of a connection that fails or ends; the other side may be back a moment later. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
]);

/** Of Node's TLS and sockets; the other `ERR_…` are about arguments, which come from a message. */
const connectionCodes = /^(CERT_|ERR_(TLS|SSL|SOCKET|STREAM)_|UNABLE_TO_|(DEPTH_ZERO_)?SELF_SIGNED_CERT)/;

/**
 * SQLSTATE classes (PostgreSQL, appendix A) in which the data are at fault: cardinality, data exception, constraint, with
 * check option, too large for a limit, raised by a function. Every other class is about the server, its schema or the transaction.
 */
const dataClasses = new Set(['21', '22', '23', '44', '54', 'P0']);
/** Protocol violation: what a statement of too many values comes to. */
const protocolViolation = '08P01';
const sqlState = /^[0-9A-Z]{5}$/;

/** Errors of clients that carry no code, by name or by how their text begins. */
const clientNames =
  /^(KafkaJS|MaxRetriesPerRequestError$|AbortError$|TimeoutError$|ReplyError$|QueryRunnerAlreadyReleasedError$|ConnectionNotFoundError$)/;
const clientTexts =
  /^(Connection terminated|Connection is closed|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end|Command timed out|Stream isn't writeable|Kafka is away)/;

interface CodedError extends Error {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly driverError?: Error;
}

/** Whether the same work may succeed later without anybody changing the message: something that it needs is away or busy. */
export function isPassing(error: unknown): boolean {
  const { name, message, code, syscall } = rootOf(error);
  // What the operating system refuses (descriptors, disk, memory, network) is about this machine.
  if (typeof syscall === 'string') return true;
  if (typeof code === 'string' && (networkCodes.has(code) || connectionCodes.test(code))) return true;
  if (typeof code === 'string' && sqlState.test(code)) {
    return code !== protocolViolation && !dataClasses.has(code.slice(0, 2));
  }
  return clientNames.test(name) || clientTexts.test(message);
}

/** For logs. The text of an error that no client raised may quote the data that caused it: where it was thrown is said instead. */
export function describeError(error: unknown): string {
  const { message, stack = '' } = rootOf(error);
  const place = /^\s+(at .*)$/m.exec(stack)?.[1] ?? '';
  return `${nameOfError(error)} ${isPassing(error) ? message : place}`;
}

/** For logs, of an error that nobody expected: where it was thrown and by whom that was called, never its text, which may quote data. */
export function traceOf(error: unknown): string {
  // Of an error that TypeORM wraps: the wrapper knows who asked, what it wraps only that the database answered.
  const { stack = '' } = error instanceof Error ? error : rootOf(error);
  return [nameOfError(error), ...stack.split('\n').filter((line) => /^\s+at /.test(line))].join('\n');
}

/** For dead letters: name and code alone. */
export function nameOfError(error: unknown): string {
  const { name, code } = rootOf(error);
  return typeof code === 'string' ? `${name} ${code}` : name;
}

/** TypeORM wraps what the driver said. */
function rootOf(error: unknown): CodedError {
  const root = error instanceof Error ? error : new Error('no error was thrown');
  return (root as CodedError).driverError ?? root;
}
