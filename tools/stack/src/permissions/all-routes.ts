import { routesOf, type Route } from '@entry/platform/access/routes-of';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { workspaceRoot } from '../workspace';

type Imported = Type | DynamicModule;

/** The routes of every controller of every service; `built` says where its files are, and how they end. */
export function allRoutes(built: { folder: 'dist' | 'src'; ending: 'js' | 'ts' }): Route[] {
  const pattern = `apps/*/${built.folder}/**/*.{module,controller}.${built.ending}`;
  const files = globSync(pattern, { cwd: workspaceRoot }).filter((file) => !file.includes('node_modules'));
  const controllers = new Set<Type>();
  for (const file of files) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Which there are is known at run time alone.
    for (const exported of Object.values(require(resolve(workspaceRoot, file)) as object)) {
      if (Reflect.hasMetadata(PATH_METADATA, exported as object)) controllers.add(exported as Type);
      else collect(exported as Imported, controllers);
    }
  }
  return [...controllers].flatMap(routesOf);
}

function collect(module: Imported, into: Set<Type>): void {
  const isDynamic = 'module' in module;
  const declared = (isDynamic ? module.controllers : metadata<Type>(MODULE_METADATA.CONTROLLERS, module)) ?? [];
  for (const controller of declared) into.add(controller);
  const imports = (isDynamic ? module.imports : metadata<Imported>(MODULE_METADATA.IMPORTS, module)) ?? [];
  for (const imported of imports)
    if (typeof imported === 'function' || 'module' in imported) collect(imported as Imported, into);
}

const metadata = <Value>(key: string, module: Type) => Reflect.getMetadata(key, module) as Value[] | undefined;
