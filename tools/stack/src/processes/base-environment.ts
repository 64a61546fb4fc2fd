const passedOn = ['PATH', 'HOME', 'JAVA_HOME', 'LANG', 'TMPDIR', 'TZ'];

/** What every child needs of our environment; the rest would only make two starts differ. */
export function baseEnvironment(): Record<string, string> {
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
