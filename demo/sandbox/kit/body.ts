/** Reading what a client sent. */
import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;

/** The whole body, or `undefined` when it is larger than the cap. The rest of a body too large is read and dropped. */
export async function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // A client that is cut off while sending sees a reset instead of the answer that tells it why.
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}

/**
 * The fields of a submitted form, in the order they came, keys decoded. A body of another type, or one that cannot be
 * read, has no fields: that is how PHP, which most of these CRMs are written in, fills `$_POST`.
 */
export async function formFields(contentType: string | undefined, body: Buffer): Promise<[string, string][]> {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return [...new URLSearchParams(body.toString('utf8'))];
  if (type !== 'multipart/form-data' || contentType === undefined) return [];
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  } catch {
    return [];
  }
}
