import { describe, expect, it } from 'vitest';
import { type Json, openReceiver, until } from '../open.ts';
import { fields, openAmocrm, order, pipeline, stages } from './open.ts';

const fieldsOf = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body));

describe('a webhook', () => {
  it('is subscribed to once for an address, and unsubscribed', async () => {
    const amocrm = await openAmocrm();
    const destination = 'https://shop.example/hooks/1';
    const subscribe = (settings: string[]) => amocrm.call('POST', '/webhooks', { destination, settings });
    const first = await subscribe(['add_lead']);
    expect(first).toMatchObject({ status: 201, body: { destination, settings: ['add_lead'], disabled: false } });
    expect((await subscribe(['status_lead'])).body['id']).toBe(first.body['id']);
    expect(await amocrm.rows(`/webhooks?filter[destination]=${destination}`)).toMatchObject([
      { settings: ['status_lead'] },
    ]);
    expect((await subscribe(['no_such'])).status).toBe(400);
    expect(
      (await amocrm.call('POST', '/webhooks', { destination: 'nowhere', settings: ['add_lead'] })).body,
    ).toMatchObject({
      'validation-errors': [{ errors: [{ path: 'destination' }] }],
    });
    expect((await amocrm.send('DELETE', '/webhooks', { destination })).status).toBe(204);
    expect((await amocrm.send('DELETE', '/webhooks', { destination })).status).toBe(404);
  });

  it('tells of a change of stage as a form with PHP’s brackets, whoever made it', async () => {
    const amocrm = await openAmocrm();
    const site = await openReceiver();
    await amocrm.call('POST', '/webhooks', { destination: `${site.url}/hook`, settings: ['status_lead'] });
    const at = [{ field_id: fields.deliverAt, values: [{ value: 1_795_363_200 }] }];
    const { id } = await amocrm.complex({ ...order('K7-4821'), custom_fields_values: at });
    await amocrm.move(id, `${pipeline}:${stages.cooking}`);
    const { contentType, body } = await until(() => site.received[0]);
    expect(contentType).toBe('application/x-www-form-urlencoded');
    expect(fieldsOf(body)).toMatchObject({
      'leads[status][0][id]': String(id),
      'leads[status][0][name]': 'K7-4821',
      'leads[status][0][status_id]': String(stages.cooking),
      'leads[status][0][old_status_id]': String(stages.added),
      'leads[status][0][pipeline_id]': String(pipeline),
      'leads[status][0][price]': '1200',
      'leads[status][0][custom_fields][0][values][0]': '1795363200',
      'account[subdomain]': 'volna',
      'account[_links][self]': 'https://volna.amocrm.ru',
    });
    await amocrm.call('PATCH', `/leads/${id}`, { status_id: 142 });
    expect(fieldsOf((await until(() => site.received[1])).body)).toMatchObject({
      'leads[status][0][status_id]': '142',
    });
  });

  it('tells of leads, contacts and notes as they are made, and of leads that go and come back', async () => {
    const amocrm = await openAmocrm();
    const site = await openReceiver();
    const settings = ['add_lead', 'add_contact', 'note_lead', 'delete_lead', 'restore_lead'];
    await amocrm.call('POST', '/webhooks', { destination: site.url, settings });
    const { id } = await amocrm.complex(order('a'));
    await amocrm.call('POST', `/leads/${id}/notes`, [{ note_type: 'common', params: { text: 'Без лука' } }]);
    await amocrm.move(id, 'deleted');
    await amocrm.move(id, stages.confirmed);
    await until(() => site.received.length === 5);
    const told = site.received.map(({ body }) => fieldsOf(body));
    expect(told[0]).toMatchObject({ 'leads[add][0][id]': String(id) });
    expect(told[1]).toMatchObject({
      'contacts[add][0][type]': 'contact',
      'contacts[add][0][custom_fields][0][code]': 'PHONE',
    });
    expect(told[2]).toMatchObject({ 'leads[note][0][note][text]': 'Без лука' });
    expect(Object.keys(told[3] ?? {}).filter(key => key.startsWith('leads'))).toHaveLength(3);
    expect(told[4]).toMatchObject({ 'leads[restore][0][id]': String(id) });
  });

  it('comes again until it is taken, and may come twice', async () => {
    const site = await openReceiver([500, 404]);
    const amocrm = await openAmocrm({ settings: { hookUrl: site.url, doubleHooks: true }, speed: 100_000 });
    await amocrm.make('/leads', [{ name: 'a' }]);
    await until(() => site.received.length === 4);
    expect(new Set(site.received.map(({ body }) => body)).size).toBe(1);
  });

  it('of the digital pipeline is short', async () => {
    const site = await openReceiver();
    const amocrm = await openAmocrm({ settings: { pipelineHookUrl: site.url } });
    const [{ ref } = { ref: '' }] = await amocrm.orders();
    await amocrm.move(ref, 'Готов');
    const told = fieldsOf((await until(() => site.received[0])).body);
    expect(Object.keys(told).filter(key => key.startsWith('leads'))).toHaveLength(5);
    expect(told).toMatchObject({ 'leads[status][0][old_pipeline_id]': String(pipeline) });
  });
});

describe('the log', () => {
  it('tells of changes of stage, the newest first', async () => {
    const amocrm = await openAmocrm();
    const { id } = await amocrm.complex(order('a'));
    for (const stage of [stages.confirmed, stages.cooking]) await amocrm.move(id, stage);
    const rows = await amocrm.rows(
      `/events?filter[type]=lead_status_changed&filter[entity]=lead&filter[entity_id]=${id}`,
    );
    expect(rows).toMatchObject([
      { value_after: [{ lead_status: { id: stages.cooking, pipeline_id: pipeline } }] },
      { value_before: [{ lead_status: { id: stages.added } }], _embedded: { entity: { id } } },
    ]);
    const into = `filter[value_after][leads_statuses][0][pipeline_id]=${pipeline}&filter[value_after][leads_statuses][0][status_id]=${stages.confirmed}`;
    expect(await amocrm.rows(`/events?${into}`)).toHaveLength(1);
    expect(await amocrm.rows('/events?filter[created_at][from]=4000000000')).toEqual([]);
  });
});

describe('the back door', () => {
  it('starts with the menu, certificates, and leads at different stages', async () => {
    const amocrm = await openAmocrm();
    const { body } = await amocrm.door<Record<string, Json[]>>('data');
    expect(body).toMatchObject({ certificates: ['GIFT-700100', 'GIFT-700101'], phones: expect.any(Array) });
    expect(body['skus']).toContain('001');
    expect(body['orders']?.[0]).toMatchObject({ number: '2041', phone: '+7 (900) 000-00-11' });
    for (const status of body['statuses'] ?? []) expect((await amocrm.move(15_200_001, status)).status).toBe(200);
    expect((await amocrm.move(1, 'Готов')).status).toBe(404);
    expect((await amocrm.move(15_200_001, 'no such')).status).toBe(400);
  });

  it('has a kitchen that takes a lead along its stages', async () => {
    const amocrm = await openAmocrm({ kitchen: true, speed: 10_000 });
    const { id } = await amocrm.complex(order('a'));
    await until(
      async () => (await amocrm.orders()).find(({ ref }) => ref === String(id))?.status === `${pipeline}:142`,
    );
  });
});
