import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Crm } from '../../../../proxy/crm/crm.ts';
import { frontpad, siteOnlyFields } from '../../../../proxy/crm/frontpad/index.ts';
import { Settings } from '../../../../proxy/crm/frontpad/settings.ts';
import { kitchen } from './fixtures.ts';

const { manifest } = frontpad;

const Example = z.object({
  connections: z.object({
    kitchen: z.looseObject({
      type: z.string(),
      secret: z.string(),
      statuses: z.array(z.unknown()),
      followDays: z.number(),
    }),
  }),
});

describe('the manifest', () => {
  it('says what FrontPad allows', () => {
    const settings = Settings.parse({});
    expect(manifest.origins(settings)).toEqual(['https://app.frontpad.ru']);
    expect(manifest.origins(Settings.parse({ url: 'http://127.0.0.1:8789/api' }))).toEqual(['http://127.0.0.1:8789']);
    expect(manifest.quotas(settings)).toEqual([
      { kind: 'rate', n: 30, perMs: 60_000 },
      { kind: 'rate', n: 2, perMs: 1000 },
    ]);
    expect(manifest.repeat(settings)).toBe('never');
    expect(manifest.redeems(settings)).toBe('crm');
    expect(manifest.freshness.catalogueMs).toBe(3_600_000);
    expect(manifest.freshness.availabilityMs(Settings.parse({ availabilityMinutes: 15 }))).toBe(900_000);
    expect(manifest).toMatchObject({
      background: false,
      quotaScope: 'key',
      clockZone: 'shop',
      secretKeys: ['secret'],
    });
  });

  it('promises exactly the methods a connection has', () => {
    const { probe, ...methods } = kitchen([]).crm;
    expect(probe).toBeTypeOf('function');
    expect(Object.keys(methods).sort()).toEqual(Object.keys(manifest.capabilities).sort());
  });

  it('names the fields no public form may fill', () => {
    const settings = Settings.parse({
      additional: { card: 'fields.club', pod: 'fields.door', sale: 'fields.percent' },
    });
    expect(manifest.siteOnly?.(settings)).toEqual([
      { path: 'additional.sale', from: 'fields.percent' },
      { path: 'additional.card', from: 'fields.club' },
    ]);
  });

  it('stands among the other CRMs', () => {
    const uniform: Crm = frontpad;
    expect(uniform.manifest.type).toBe('frontpad');
  });
});

describe('the settings', () => {
  it('of the guide page are good ones', () => {
    const guide = readFileSync(new URL('../../../../proxy/crm/frontpad/README.md', import.meta.url), 'utf8');
    const example: unknown = JSON.parse(/```json\n(\{[^`]+\})\n```/.exec(guide)?.[1] ?? '');
    const { type, secret, statuses, followDays, ...own } = Example.parse(example).connections.kitchen;
    expect([type, secret, statuses.length, followDays]).toEqual(['frontpad', '${FRONTPAD_SECRET}', 6, 7]);
    expect(Settings.parse(own)).toMatchObject({ hookStatuses: ['3', '12', '4', '10', '11'] });
  });

  it('are each explained on the guide page', () => {
    const guide = readFileSync(new URL('../../../../proxy/crm/frontpad/README.md', import.meta.url), 'utf8');
    for (const key of Object.keys(Settings.shape)) expect(guide, key).toContain(`\`${key}\``);
  });

  it('are described one by one, for docs and JSON Schema', () => {
    const schema = z.toJSONSchema(Settings, { io: 'input' });
    for (const [key, value] of Object.entries(schema.properties ?? {}))
      expect(value, key).toHaveProperty('description');
    expect(Object.keys(Settings.shape.additional.unwrap().shape)).toEqual(expect.arrayContaining([...siteOnlyFields]));
  });

  it.each([
    { hookStatuses: ['1', '2', '3', '4', '5', '6'] },
    { tags: Array(11).fill('1') },
    { streetFields: [] },
    { streetFields: ['avenue'] },
    { additional: { card: 'customer.phone' } },
    { additional: { discount: 'fields.x' } },
    { phoneFormat: '+7' },
    { phoneFormat: '+7XXX ext' },
    { availabilityMinutes: 0.5 },
    { availabilityMinutes: 16 },
    { url: 'ftp://app.frontpad.ru' },
    { secret: 'in the wrong place' },
    { hookStatus: ['3'] },
  ])('refuse %j', settings => {
    expect(Settings.safeParse(settings).success).toBe(false);
  });
});

describe('stages', () => {
  it.each([
    ['Новый', 'new'],
    ['В производстве', 'preparing'],
    ['готовится', 'preparing'],
    ['Произведён', 'ready'],
    ['Приготовлен', 'ready'],
    ['ГОТОВ', 'ready'],
    [' В  пути ', 'shipping'],
    ['Передан курьеру', 'shipping'],
    ['Выполнен', 'delivered'],
    ['Доставлен', 'delivered'],
    ['Списан', 'cancelled'],
    ['Отменён', 'cancelled'],
    ['ОТМЕНЕН', 'cancelled'],
    ['Отме\u043d\u0435\u0308н', 'cancelled'],
  ])('%s is %s', (name, stage) => {
    expect(manifest.stageOf({ code: '1', name })).toBe(stage);
  });

  it('never come from a code or from a name nobody knows', () => {
    expect(manifest.stageOf({ code: '10' })).toBeNull();
    expect(manifest.stageOf({ code: '10', name: 'Звонок повару' })).toBeNull();
    expect(manifest.stageOf({ code: '10', name: 'constructor' })).toBeNull();
  });
});
