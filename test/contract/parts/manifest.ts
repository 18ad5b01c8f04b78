import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { capabilitiesOf } from '../../../proxy/crm/connect.ts';
import type { Capability, CrmRequest } from '../../../proxy/crm/crm.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { keepLog } from '../record.ts';
import { connectSubject, FAKE_URL, type Subject } from '../subject.ts';

const WITHOUT = /^without setting (\w+)/;
const takenBy = (claim: string | undefined): string | undefined => WITHOUT.exec(claim ?? '')?.[1];

/** The manifest is whole, and says what is so. */
export const manifestPart = (subject: Subject): void => {
  const { manifest, authorize } = subject.crm;
  const { least, all } = subject.settings(FAKE_URL);
  const methodsWith = (settings: 'least' | 'all'): Capability[] =>
    capabilitiesOf(connectSubject(subject, { clock: createFakeClock(), log: keepLog(), settings }).methods).sort();
  const claimed = (test: (claim: string) => boolean): Capability[] =>
    (Object.entries(manifest.capabilities) as [Capability, string][])
      .flatMap(([name, claim]) => (test(claim) ? [name] : []))
      .sort();

  describe('the manifest', () => {
    it('says who it is and where it was learnt', () => {
      expect(manifest.type).toBe(subject.name);
      expect(manifest.title).not.toBe('');
      expect(manifest.docs.length).toBeGreaterThan(0);
      for (const { title, url, checked } of manifest.docs) {
        expect(title).not.toBe('');
        expect(new URL(url).protocol).toBe('https:');
        expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    });

    it('describes every setting, and names no secret among them', () => {
      const schema = z.toJSONSchema(manifest.settings, { io: 'input', unrepresentable: 'any' });
      const properties = Object.entries(schema.properties ?? {}).map(
        ([name, property]) => [name, property as { description?: string }] as const,
      );
      expect(properties.filter(([, property]) => !property.description).map(([name]) => name)).toEqual([]);
      expect(properties.filter(([name]) => manifest.secretKeys.includes(name))).toEqual([]);
      expect(Object.keys(subject.secrets).sort()).toEqual([...manifest.secretKeys].sort());
    });

    it('names origins and nothing more of an address', () => {
      for (const settings of [least, all]) {
        const origins = manifest.origins(manifest.settings.parse(settings));
        expect(origins.length).toBeGreaterThan(0);
        expect(origins.map(origin => new URL(origin).origin)).toEqual(origins);
      }
    });

    it('has quotas, zone and freshness that can be', () => {
      const settings = manifest.settings.parse(all);
      for (const quota of manifest.quotas(settings)) {
        expect(quota.n).toBeGreaterThan(0);
        if (quota.kind === 'rate') expect(quota.perMs).toBeGreaterThan(0);
      }
      const zone = manifest.clockZone === 'shop' ? 'UTC' : manifest.clockZone;
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      expect(manifest.freshness.catalogueMs).toBeGreaterThanOrEqual(0);
      expect(manifest.freshness.availabilityMs(settings)).toBeGreaterThanOrEqual(0);
    });

    it('claims what a bare connection can do, and no more', () => {
      expect(methodsWith('least')).toEqual(claimed(claim => claim === 'yes' || WITHOUT.test(claim)));
    });

    it('claims what a connection can do with everything switched on, and by which settings', () => {
      expect(methodsWith('all')).toEqual(claimed(() => true));
      for (const claim of Object.values(manifest.capabilities)) {
        const [, setting = ''] = /^with setting (\w+)/.exec(claim) ?? [];
        if (setting) expect([setting in least, setting in all]).toEqual([false, true]);
        expect(claim).toMatch(/^yes$|^with(out)? setting \w+/);
      }
    });

    it('claims what a setting takes away', () => {
      for (const setting of new Set(claimed(() => true).flatMap(name => takenBy(manifest.capabilities[name]) ?? []))) {
        const settings = { ...all, [setting]: subject.without?.[setting] };
        const bereft: Subject = { ...subject, settings: () => ({ least, all: settings }) };
        const { methods } = connectSubject(bereft, { clock: createFakeClock(), log: keepLog() });
        expect(capabilitiesOf(methods).sort()).toEqual(claimed(claim => takenBy(claim) !== setting));
      }
    });

    it('says how it comes to notify us, where it does', () => {
      const { parseHook, addHook, removeHook } = manifest.capabilities;
      expect(Boolean(addHook)).toBe(Boolean(removeHook));
      if (parseHook && !addHook) expect(manifest.hookSteps).toBeDefined();
      const url = `${FAKE_URL}/hooks/main/token`;
      const steps = manifest.hookSteps?.(url);
      if (steps) expect(steps.filter(step => step.includes(url))).toHaveLength(1);
      for (const step of steps ?? []) expect(step).toMatch(/^\S.*\S$/);
      const page = manifest.revokeUrl?.(manifest.settings.parse(all));
      if (page) expect(new URL(page).protocol).toBe('https:');
    });

    it('tells the codes that its settings name, each once', () => {
      for (const settings of [least, all]) {
        const mapped = manifest.mapped?.(manifest.settings.parse(settings)) ?? [];
        for (const { path, subject: book, code } of mapped) expect([path, book, code]).not.toContain('');
        expect(new Set(mapped.map(({ path }) => path)).size).toBe(mapped.length);
      }
    });

    it('can search for an order where it says that the CRM is to be asked', () => {
      for (const settings of ['least', 'all'] as const) {
        const repeat = manifest.repeat(manifest.settings.parse({ least, all }[settings]));
        if (repeat === 'ask') expect(methodsWith(settings)).toContain('findSubmitted');
      }
    });
  });

  it('authorize adds the secret, and changes neither the request it was given nor where that goes', async () => {
    const request: CrmRequest = Object.freeze({
      ...({ operation: 'any', method: 'POST', url: `${FAKE_URL}/any?a=1`, kind: 'read', body: '' } as const),
      headers: Object.freeze({}),
    });
    const authorized = await authorize(request, subject.secrets);
    expect(authorized).not.toEqual(request);
    expect(new URL(authorized.url).origin).toBe(FAKE_URL);
    expect([authorized.method, authorized.kind, authorized.operation]).toEqual(['POST', 'read', 'any']);
  });
};
