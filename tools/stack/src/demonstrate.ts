import { resolve } from 'node:path';
import { loadDemonstration } from './demonstration/demonstration';
import { accessToken, type OidcRole, type TokenClaims } from './issuer/access-token';
import { startIssuer } from './issuer/issuer';
import { keepIssuer } from './issuer/issuer-url';
import { keptSigningKey } from './issuer/signing-key';
import { stopRequests } from './processes/stop-requests';
import { progressTo } from './progress/progress';
import { writeSecret } from './secrets/kept-secret';
import { describeFailure, StackProblem } from './stack-problem';
import { stackFile } from './stack/stack-file';
import { welcome } from './stack/welcome';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Beside services that run elsewhere: the development issuer, and the demonstration city loaded through their gateway. */
async function demonstrate(env: NodeJS.ProcessEnv): Promise<void> {
  const signal = stopRequests();
  const [gateway, shownGateway] = [required(env, 'GATEWAY_URL'), required(env, 'SHOWN_GATEWAY_URL')];
  const [issuerUrl, dataDirectory] = [required(env, 'ISSUER_URL'), required(env, 'DATA_DIR')];
  const key = await keptSigningKey(dataDirectory);
  keepIssuer(dataDirectory, issuerUrl);
  const issuer = await startIssuer(issuerUrl, Number(required(env, 'PORT')), key, '0.0.0.0');
  try {
    const tokens = (role: OidcRole, claims?: TokenClaims) => accessToken(key, issuerUrl, role, claims);
    const options = { dataDirectory, citizens: env.DEMO !== 'empty', progress: progressTo(say), signal };
    const demonstration = await loadDemonstration({ gatewayUrl: gateway, tokens }, options);
    const file = await stackFile({ gatewayUrl: shownGateway, tokens }, demonstration);
    const path = resolve(dataDirectory, 'secrets/stack.json');
    writeSecret(path, `${JSON.stringify(file, null, 2)}\n`);
    say(welcome(file, [`Tokens and devices: ${path} of this container`]));
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await issuer.stop();
  }
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new StackProblem(`${name} is not set.`);
  return value;
}

demonstrate(process.env).catch((error: unknown) => {
  process.stderr.write(`\n${describeFailure(error)}\n`);
  process.exitCode = 1;
});
