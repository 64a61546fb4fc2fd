import { isPassing, nameOfError } from './passing-error';

const anError = (properties: object, message = '') => Object.assign(new Error(message), properties);

describe('isPassing', () => {
  it.each([
    ['a refused connection', anError({ code: 'ECONNREFUSED' })],
    ['a refused connection, as TypeORM wraps it', anError({ driverError: anError({ code: 'ECONNREFUSED' }) })],
    ['a name that does not resolve for now', anError({ code: 'EAI_AGAIN' })],
    ['a database that shuts down', anError({ code: '57P01' })],
    ['a database that starts up', anError({ code: '57P03' })],
    ['a database without room', anError({ code: '53100' })],
    ['a database that became read-only', anError({ code: '25006' })],
    ['a deadlock', anError({ code: '40P01' })],
    ['a table that a migration has yet to make', anError({ code: '42P01' })],
    ['a connection of pg that broke', anError({}, 'Connection terminated unexpectedly')],
    ['a pool that got no connection', anError({}, 'timeout exceeded when trying to connect')],
    ['Redis away', anError({}, "Stream isn't writeable and enableOfflineQueue options is false")],
    ['Redis busy', anError({}, 'Command timed out')],
    ['Redis loading', anError({ name: 'ReplyError' }, 'LOADING Redis is loading the dataset in memory')],
    ['no descriptor left', anError({ code: 'EMFILE', errno: -24, syscall: 'open' })],
    ['a full disk', anError({ code: 'ENOSPC', errno: -28, syscall: 'write' })],
    ['a certificate that has expired', anError({ code: 'CERT_HAS_EXPIRED' })],
    ['a socket that was closed', anError({ code: 'ERR_SOCKET_CLOSED' })],
    ['a pool that is being closed', anError({}, 'Cannot use a pool after calling end on the pool')],
    ['Kafka away', anError({ name: 'KafkaJSNumberOfRetriesExceeded' })],
    ['Kafka never reached', new Error('Kafka is away')],
  ])('%s', (_, error) => expect(isPassing(error)).toBe(true));

  it.each([
    ['a mistake in our code', new TypeError("Cannot read properties of undefined (reading 'dose')")],
    ['a value that the column does not take', anError({ code: '22007' })],
    ['a constraint that does not hold', anError({ driverError: anError({ code: '23514' }) })],
    ['a row too large for an index', anError({ code: '54000' })],
    ['more values than a statement takes', anError({ code: '08P01' })],
    ['an argument that is of the wrong type', anError({ code: 'ERR_INVALID_ARG_TYPE' })],
    ['any other error', new Error('no idea')],
    ['something that is no error', 'text'],
  ])('not %s', (_, error) => expect(isPassing(error)).toBe(false));
});

describe('nameOfError', () => {
  it('never quotes the text: it may hold personal data', () => {
    const driverError = anError({ name: 'error', code: '22007' }, 'invalid input syntax for type date: "15031990"');

    expect(nameOfError(anError({ name: 'QueryFailedError', driverError }, driverError.message))).toBe('error 22007');
  });
});
