import type { Role } from '@entry/contracts/vocabulary/roles';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { allowedRoles, type Allowed } from './roles.decorator';
import { sameForAll } from './same-for-all';

export interface Route {
  readonly method: string;
  /** With its parameters, such as `/v1/devices/:id`. */
  readonly path: string;
  readonly allowed: Allowed;
  /** Whether an agency or district sees its own alone. */
  readonly isScoped: boolean;
}

const bound: readonly Role[] = ['district', 'agency'];

/** The routes of a controller and who may call them, as its decorators say. */
export function routesOf(controller: Type): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  const base = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
  return Object.getOwnPropertyNames(prototype)
    .map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined)
    .filter((handler) => typeof handler === 'function' && Reflect.hasMetadata(METHOD_METADATA, handler))
    .map((handler) => {
      const read = (key: string): unknown =>
        Reflect.getMetadata(key, handler as object) ?? Reflect.getMetadata(key, controller);
      const own = String(Reflect.getMetadata(PATH_METADATA, handler as object));
      const allowed = (read(allowedRoles) ?? []) as Allowed;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler as object) as number] ?? 'GET';
      const path = `/${[base, own]
        .map((part) => part.replaceAll(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      const isScoped = allowed !== 'anyone' && bound.some((role) => allowed.includes(role)) && !read(sameForAll);
      return { method, path, allowed, isScoped };
    });
}
