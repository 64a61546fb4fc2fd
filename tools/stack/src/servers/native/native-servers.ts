import type { ServerProvider } from '../server';
import { nativeKafka } from './kafka';
import { nativePostgres } from './postgres';
import { nativeRedis } from './redis';

/** The servers as processes of this machine. */
export const nativeServers: ServerProvider = {
  // They end with whoever started them.
  clear: () => Promise.resolve(),
  prepare: async (name, options) => {
    switch (name) {
      case 'kafka':
        return nativeKafka(options);
      case 'postgres':
        return nativePostgres(options);
      case 'redis':
        return nativeRedis(options);
    }
  },
  discard: () => Promise.resolve(),
};
