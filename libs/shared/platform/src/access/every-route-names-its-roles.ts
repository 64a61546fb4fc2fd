import type { INestApplicationContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { allowedRoles } from './roles.decorator';

type Handler = (...args: unknown[]) => unknown;

/** Throws, naming each, when a route says neither which roles may call it nor that anyone may. */
export function requireEveryRouteToNameItsRoles(app: INestApplicationContext): void {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  const silent = app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      return scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name]!))
        .filter(
          (name) => reflector.getAllAndOverride(allowedRoles, [prototype[name]!, metatype as Handler]) === undefined,
        )
        .map((name) => `${metatype?.name}.${name}`);
    });
  if (silent.length > 0) throw new Error(`Routes without @AllowRoles or @AllowAnyone: ${silent.join(', ')}`);
}
