import { describe, expect, it } from 'vitest';
import type { CrmRequest } from '../../../proxy/crm/crm.ts';
import { createRequestLog } from '../../../proxy/crm/request-log.ts';
import { keepLog } from '../../contract/record.ts';
import { request } from './stub.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const logged = (
  sent: Partial<CrmRequest>,
  text = '',
  url = 'https://crm.example/orders/A-7?limit=1&filter[phone]=79161234567',
) => {
  const log = keepLog();
  const shapes = createRequestLog(log, 'main');
  const asked = request(url, sent);
  shapes.sent(asked);
  shapes.answered(asked, { status: 200, headers: { 'set-cookie': 'secret' }, text });
  return { asked: log.lines[0]?.[1], answered: log.lines[1]?.[1] };
};

describe('the log of a call', () => {
  it('has its fields, their kinds and lengths', () => {
    const body = JSON.stringify({ phone: '+79161234567', total: 12.5, paid: true, none: null, tags: ['a', 'b', 'c'] });
    const { asked, answered } = logged({ method: 'POST', body }, '[{"id": 105, "name": "Анна"}]');
    expect(asked).toEqual({
      ...{ connection: 'main', operation: 'ask', method: 'POST', query: 'limit,filter[phone]' },
      body: '{"phone":"text(12)","total":"number","paid":"boolean","none":"null","tags":["text(1)","× 3"]}',
    });
    expect(answered).toEqual({
      ...{ connection: 'main', operation: 'ask', status: 200 },
      body: '[{"id":"number","name":"text(4)"}]',
    });
  });

  it('looks into the JSON of a form', () => {
    const body = new URLSearchParams({
      site: 'main',
      order: '{"firstName":"Анна","items":[{"quantity":2}]}',
    }).toString();
    expect(logged({ method: 'POST', headers: FORM, body }).asked).toMatchObject({
      body: '{"site":"text(4)","order":{"firstName":"text(4)","items":[{"quantity":"number"}]}}',
    });
  });

  it('keeps no key that may be somebody’s', () => {
    const keys = ['77', '79161234567', 'anna@example.com', 'Анна', 'GIFT700100', 'a b', 'x'.repeat(99), '__proto__'];
    const text = JSON.stringify(Object.fromEntries(keys.map(key => [key, { inside: 1 }])));
    expect(logged({}, text).answered).toMatchObject({
      body: '{"#":{"inside":"number"},"*":{"inside":"number"},"__proto__":{"inside":"number"}}',
    });
    const url = 'https://crm.example/?79161234567=1&anna@example.com=2&new_order';
    expect(logged({}, '', url).asked).toMatchObject({ query: '#,*,new_order' });
  });

  it('says nothing of what is no JSON but how long it is, and of what is deep or endless no more than enough', () => {
    expect(logged({}, '<html>Anna</html>').answered).toMatchObject({ body: '"text(17)"' });
    expect(logged({}, '{"cut": "Anna').answered).toMatchObject({ body: '"text(13)"' });
    const deep = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
    expect(logged({}, deep).answered?.['body']).toContain('…');
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, 'Anna'])));
    expect(String(logged({}, wide).answered?.['body']).length).toBeLessThanOrEqual(4_000);
  });
});
