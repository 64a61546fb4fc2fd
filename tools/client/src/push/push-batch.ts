import { EventSourceParserStream } from 'eventsource-parser/stream';
import { createReadStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import type { BatchKind, BatchState } from '../city-client';
import type { BatchFile } from './batch-file';
import { insist, type Gateway } from './gateway';

/** Uploads the file and gives its batch's id. `onBytes` is told how many bytes were sent of this attempt. */
export async function upload(
  gateway: Gateway,
  kind: BatchKind,
  file: BatchFile & { readonly dryRun: boolean },
  onBytes: (sent: number) => void,
): Promise<string> {
  const answer = await insist(gateway, `/v1/${kind}-batches?dryRun=${file.dryRun}`, () => ({
    method: 'POST',
    headers: {
      'idempotency-key': file.key,
      'content-type': file.contentType,
      ...(file.contentEncoding && { 'content-encoding': file.contentEncoding }),
    },
    body: Readable.toWeb(createReadStream(file.path).pipe(counting(onBytes))) as ReadableStream,
    duplex: 'half',
  }));
  return ((await answer.json()) as { id: string }).id;
}

/** Follows a batch until it is completed, over every cut; `onChange` is told of each state. */
export async function follow(
  gateway: Gateway,
  kind: BatchKind,
  id: string,
  onChange: (batch: BatchState) => void,
): Promise<BatchState> {
  for (;;) {
    const answer = await insist(gateway, `/v1/${kind}-batches/${id}/progress`);
    const batch = await listen(answer, onChange).catch(() => null);
    if (batch) return batch;
    gateway.onWait('the connection was cut');
  }
}

/** Null when the stream ended before the batch did. */
async function listen(answer: Response, onChange: (batch: BatchState) => void): Promise<BatchState | null> {
  if (!answer.body) return null;
  const events = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    const batch = JSON.parse(data) as BatchState;
    onChange(batch);
    if (event === 'completed') return batch;
  }
  return null;
}

function counting(onBytes: (sent: number) => void): Transform {
  let sent = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      onBytes(sent);
      done(null, chunk);
    },
  });
}
