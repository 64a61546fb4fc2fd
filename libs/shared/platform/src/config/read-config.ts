import { z } from 'zod';

/** Reads the environment once, at start-up: a service with a bad environment never starts. Names the variable, never its value. */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  env: NodeJS.ProcessEnv = process.env,
): z.output<Schema> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`Invalid environment:\n${problems.join('\n')}`);
}
