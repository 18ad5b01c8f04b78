import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../clock.ts';
import { EXPOSED, type Origins } from './origins.ts';
import type { RequestLog } from './request-log.ts';

const MAX_ANSWERS = 500;
const CACHEABLE = /^\/v1\/(shop|availability)(?:$|\?)/;

interface Answer {
  body: Buffer;
  etag: string;
  /** As writeHead takes them fastest: name, value, name, value. */
  headers: string[];
  route: string;
  until: number;
}

export interface Freshness {
  /** How long the same bytes are served without asking the shop again. */
  keepMs: number;
  cacheControl: string;
}

export interface Answers {
  /** The first middleware: a question answered a moment ago costs a look into a map and a write. */
  serve: RequestHandler;
  /** Answers with JSON and an ETag, and remembers the answer for those who ask the same. */
  send(req: Request, res: Response, value: unknown, freshness: Freshness): void;
}

interface Needs {
  clock: Clock;
  origins: Origins;
  headers: Record<string, string>;
  languageOf: (req: Request) => string;
  log: RequestLog;
}

export const createAnswers = ({ clock, origins, headers, languageOf, log }: Needs): Answers => {
  const answers = new Map<string, Answer>();
  const keyOf = (req: Request) => `${languageOf(req)} ${req.url}`;

  const find = (req: Request): Answer | null => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return null;
    if (!CACHEABLE.test(req.url) || req.headers.authorization !== undefined) return null;
    const { origin } = req.headers;
    if (origin !== undefined && !origins.allows(origin)) return null;
    const answer = answers.get(keyOf(req));
    return answer && clock.now() < answer.until ? answer : null;
  };

  return {
    serve(req, res, next) {
      const answer = find(req);
      if (!answer) return next();
      const { origin } = req.headers;
      write(
        req,
        res,
        answer,
        origin === undefined ? [] : ['Access-Control-Allow-Origin', origin, 'Access-Control-Expose-Headers', EXPOSED],
      );
      log.write(req.method, answer.route, res.statusCode, 0);
    },
    send(req, res, value, { keepMs, cacheControl }) {
      const body = Buffer.from(JSON.stringify(value));
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const own = {
        ...headers,
        'Cache-Control': cacheControl,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Language': languageOf(req),
        ETag: etag,
        Vary: 'Origin, Accept-Language',
      };
      const answer: Answer = {
        body,
        etag,
        headers: Object.entries(own).flat(),
        route: req.route?.path ?? '',
        until: clock.now() + keepMs,
      };
      if (keepMs > 0) remember(answers, keyOf(req), answer);
      write(req, res, answer, []);
    },
  };
};

const remember = (answers: Map<string, Answer>, key: string, answer: Answer): void => {
  answers.delete(key);
  const [oldest] = answers.keys();
  if (answers.size >= MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
  answers.set(key, answer);
};

const write = (req: IncomingMessage, res: ServerResponse, answer: Answer, extra: string[]): void => {
  const known = req.headers['if-none-match'];
  if (known !== undefined && (known === '*' || known.includes(answer.etag))) {
    res.writeHead(304, [...answer.headers, ...extra]).end();
    return;
  }
  const head = [...answer.headers, ...extra, 'Content-Length', String(answer.body.length)];
  res.writeHead(200, head).end(req.method === 'HEAD' ? undefined : answer.body);
};
