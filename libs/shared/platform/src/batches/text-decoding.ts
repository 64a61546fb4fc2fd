import { Transform } from 'node:stream';
import { Problem } from '../http/problem';

const firstBytes = 65_536;

/** UTF-8 to text. What is not UTF-8 from its first bytes on is refused; later a broken character becomes U+FFFD, and its row is found invalid. */
export function decodeUtf8(): Transform {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const tolerant = new TextDecoder('utf-8');
  let seen = 0;
  return new Transform({
    readableObjectMode: false,
    encoding: 'utf8',
    transform(chunk: Buffer, _encoding, done) {
      try {
        if (seen < firstBytes) strict.decode(chunk, { stream: true });
        seen += chunk.length;
        done(null, tolerant.decode(chunk, { stream: true }));
      } catch {
        done(new Problem(422, 'FILE_NOT_UTF8', 'The file is not UTF-8 text.'));
      }
    },
    flush(done) {
      done(null, tolerant.decode());
    },
  });
}
