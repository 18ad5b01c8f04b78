/** `/Api/SyncFeed`: MiniCRM fetches a file of the webshop XML, or is sent one. Nothing is told of what becomes of it. */
import { BadRequest, notFound, written } from '../answers.ts';
import type { Handler } from '../requests.ts';
import { download } from './download.ts';
import { takeFile } from './log.ts';

/** Answers when the download is over (vendor's plugin); what the answer says is documented nowhere. */
export const pullFeed: Handler = async (account, request) => {
  if (request.segment() !== account.settings.systemId) return notFound;
  const source = request.query.get('Source') ?? '';
  const url = URL.parse(source);
  if (!url || !/^https?:$/.test(url.protocol)) throw new BadRequest(request.what, 'The Source parameter is not a URL.');
  const bytes = await download(url, account.settings.downloadTimeoutMs).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'it failed';
    throw new BadRequest(request.what, `The Source could not be downloaded: ${why}.`);
  });
  return written(takeFile(account, 'pull', bytes).id);
};

/** Known from a client only. */
export const uploadFeed: Handler = (account, request) => {
  if (request.segment() !== account.settings.systemId) return notFound;
  if (request.body.length === 0) throw new BadRequest(request.what, 'The body is empty.');
  return written(takeFile(account, 'upload', request.body).id);
};
