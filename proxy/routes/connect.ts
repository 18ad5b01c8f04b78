import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { CrmFailure } from '../crm/failure.ts';
import { visitOf } from '../guard/visit.ts';
import { connectedPage } from '../pages/connected.ts';
import { sendPage } from '../pages/page.ts';
import { HttpProblem } from '../problem.ts';
import { type Desk, param } from './desk.ts';

const State = z.object({ c: z.string() });
const Query = z.object({ code: z.string().min(1).max(4000) });

/**
 * GET /connect/{connection}: where a CRM sends the person back who let us in, with a code for our tokens. The state is
 * sealed by `crm-proxy connect`: a code that somebody else brings would connect the shop to his account.
 */
export const connect =
  (desk: Desk): RequestHandler =>
  async (req, res) => {
    const name = param(req, 'connection');
    const connection = desk.connections.get(name);
    const query = queryOf(req);
    const state = State.safeParse(desk.keys.openToken('connect', query['state'] ?? '', desk.clock.now()));
    const { oauth } = connection?.config.crm ?? {};
    if (!connection?.access || !oauth || state.data?.c !== name) throw new HttpProblem('not-found');
    const { language } = visitOf(res);
    const { title } = connection.manifest;
    const page = (outcome: 'connected' | 'refused') => connectedPage({ outcome, title, language });

    const code = Query.safeParse(query);
    if (!code.success || !oauth.isOurs(connection.config.settings, query)) {
      return sendPage(res, 400, page('refused'));
    }
    try {
      await connection.access.accept(code.data);
    } catch (error) {
      if (!(error instanceof CrmFailure)) throw error;
      desk.log.warn('connect-failed', { connection: name, reason: error.code ?? error.kind });
      return sendPage(res, 502, page('refused'));
    }
    desk.log.info('connected', { connection: name });
    sendPage(res, 200, page('connected'));
  };

const queryOf = (req: Request): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(req.url.split('?')[1] ?? ''));
