import { describe, expect, it } from 'vitest';
import { intake, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function certificates(scene: Scene): void {
  const withCode = (connection = 'crm') => intake({ certificateHash: 'code' }, { connection });

  describe('a certificate', () => {
    it('is good for one order of a connection', async () => {
      await scene.store.accept(withCode());
      const second = withCode();
      expect(await scene.store.accept(second)).toEqual({ kind: 'certificate-taken' });
      expect(await scene.store.order({ id: second.booked.id })).toBeNull();
      expect(await scene.store.accept(withCode('market'))).toMatchObject({ kind: 'accepted' });
    });

    it('binds no key when it is taken', async () => {
      await scene.store.accept(withCode());
      const refused = withCode();
      await scene.store.accept(refused);
      const mended = { ...refused, certificateHash: null, fingerprint: 'mended' };
      expect(await scene.store.accept(mended)).toMatchObject({ kind: 'accepted' });
    });

    it('goes to one of two that come at the same moment', async () => {
      const both = await Promise.all([scene.store.accept(withCode()), scene.store.accept(withCode())]);
      expect(both.map(({ kind }) => kind)).toEqual(['accepted', 'certificate-taken']);
    });

    it('is good again once its order frees it', async () => {
      const order = withCode();
      await scene.store.accept(order);
      expect(await scene.store.certificateReserved('crm', 'code')).toBe(true);
      await scene.store.change({ id: order.booked.id }, () => ({ state: 'dropped', freeCertificate: true }));
      expect(await scene.store.certificateReserved('crm', 'code')).toBe(false);
      expect(await scene.store.accept(withCode())).toMatchObject({ kind: 'accepted' });
    });

    it('stays used after a rotation', async () => {
      await scene.store.accept(withCode());
      const rotated = intake({ certificateHash: 'code under the new key', formerCertificateHashes: ['code'] });
      expect(await scene.store.accept(rotated)).toEqual({ kind: 'certificate-taken' });
      expect(await scene.store.certificateReserved('crm', 'code under the new key', 'code')).toBe(true);
    });

    it('stays used when its order is erased', async () => {
      const order = withCode();
      await scene.store.accept(order);
      await scene.store.change({ id: order.booked.id }, () => ({ state: 'submitted', stage: 'delivered' }));
      const { erased } = await scene.store.sweep({ eraseBefore: noon + 1_000, forgetEarlyBefore: 0 });
      expect(erased).toBe(1);
      expect(await scene.store.accept(withCode())).toEqual({ kind: 'certificate-taken' });
    });
  });
}
