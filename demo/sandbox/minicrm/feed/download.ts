/** Fetching a feed from where a call says it is. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * The file at a URL, whose credentials go into a header. Rejects with a sentence when it does not come in time or whole.
 * Redirects are not followed: no document says that they are.
 */
export function download(url: URL, timeoutMs: number): Promise<Buffer> {
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(why));
    const request = send(url, { agent: false, signal, headers: credentialsOf(url) }, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_BYTES) request.destroy(new Error('it is too large'));
        else chunks.push(chunk);
      });
      response.on('error', ({ message }) => fail(message));
      response.on('aborted', () => fail('it broke off'));
      response.on('end', () =>
        response.statusCode === 200 ? resolve(Buffer.concat(chunks)) : fail(`the answer was ${response.statusCode}`),
      );
    });
    request.on('error', ({ message }) => fail(signal.aborted ? 'it took too long' : message));
    request.end();
  });
}

function credentialsOf({ username, password }: URL): { readonly authorization?: string } {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
