import { LoggerModule } from 'nestjs-pino';
import { RequestMethod, type DynamicModule } from '@nestjs/common';

interface LoggedError {
  name?: string;
  message?: string;
  stack?: string;
  code?: unknown;
}

/** Thousands of scans a second cannot each have a logger of their own: what is logged of one names no request. */
const withoutRequestContext = { method: RequestMethod.POST, path: 'v1/verify' };

/** JSON lines on stdout. Of a request only method, path and status are logged; of an error never its parameters or rows. */
export function loggerModule(service: string, level: string): DynamicModule {
  return LoggerModule.forRoot({
    exclude: [withoutRequestContext],
    pinoHttp: {
      level,
      base: { service },
      autoLogging: false,
      quietReqLogger: true,
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
          id,
          method,
          path: url.split('?')[0],
        }),
        err: ({ name, message, stack, code }: LoggedError) => ({ type: name, message, stack, code }),
      },
    },
  });
}
