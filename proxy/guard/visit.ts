import type { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { Log } from '../log.ts';
import type { Keys } from '../orders/seal.ts';
import type { Asker } from '../shop/shop.ts';
import type { KeyCheck } from './keys.ts';

/** What the guards and routes know of one request. */
export interface Visit {
  language: string;
  /** As the browser sent it, `null` included; null where there is none. */
  origin: string | null;
  key: ReturnType<KeyCheck>;
  /** A keyed hash of the address (of its /56 for IPv6), so that no limiter, log or header ever holds the address. */
  address: string;
}

export const visitOf = (res: Response): Visit => res.locals['visit'];

export const askerOf = (res: Response, source: Asker['source']): Asker => {
  const { language, origin } = visitOf(res);
  return { source, origin: origin === 'null' ? null : origin, language };
};

/** IPv6 networks are handed out whole: one subscriber has at least a /56. */
const IPV6_SUBNET = 56;

/** Some gateways (IIS, Azure) name the visitor's port too: with it, each of his connections would be another visitor. */
const withoutPort = (ip: string): string => ip.replace(/^([\d.]+):\d+$/, '$1').replace(/^\[(.+)\](:\d+)?$/, '$1');

/** The key of an address, worked out once a connection: a browser or a proxy before us asks many times over one. */
const createAddressKeys = (keys: Keys): ((req: Request) => string) => {
  const known = new WeakMap<Socket, { ip: string; key: string }>();
  return ({ ip = '', socket }) => {
    const last = known.get(socket);
    if (last?.ip === ip) return last.key;
    const key = keys.hmac('address', ipKeyGenerator(withoutPort(ip), IPV6_SUBNET));
    known.set(socket, { ip, key });
    return key;
  };
};

interface Needs {
  keys: Keys;
  log: Log;
  languageOf: (req: Request) => string;
  checkKey: KeyCheck;
}

export const meet = ({ keys, log, languageOf, checkKey }: Needs): RequestHandler => {
  let said = false;
  const addressOf = createAddressKeys(keys);
  return (req, res, next) => {
    if (!said && req.headers['x-forwarded-for'] !== undefined && !req.app.get('trust proxy')) {
      said = true;
      log.warn('forwarded-for-ignored', {
        hint: 'trustProxy is 0, yet a proxy seems to stand before us: all visitors share one limit',
      });
    }
    const visit: Visit = {
      language: languageOf(req),
      origin: req.headers.origin ?? null,
      key: checkKey(req.headers.authorization),
      address: addressOf(req),
    };
    res.locals['visit'] = visit;
    next();
  };
};
