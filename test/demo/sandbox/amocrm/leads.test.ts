import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { fields, openAmocrm, order, pipeline, stages } from './open.ts';

const namesOf = (rows: readonly Json[]) => rows.map(({ name }) => name);

describe('a lead with its contact', () => {
  it('is made in one call, at the first stage, and is found by its name', async () => {
    const amocrm = await openAmocrm();
    const added = await amocrm.complex({
      ...order('K7-4821'),
      request_id: 'mine',
      tags_to_add: [{ name: 'сайт' }],
      custom_fields_values: [
        { field_id: fields.payment, values: [{ value: 'Картой курьеру' }] },
        { field_code: 'SITE_ORDER_ID', values: [{ value: 'shop-1' }] },
        { field_id: fields.deliverAt, values: [{ value: '2026-11-22T19:00:00+03:00' }] },
      ],
    });
    expect(added).toMatchObject({ request_id: ['mine'], merged: false, company_id: null });
    const [lead] = await amocrm.rows('/leads?query=K7-4821&with=contacts');
    expect(lead).toMatchObject({
      ...{
        id: added.id,
        name: 'K7-4821',
        price: 1200,
        status_id: stages.added,
        pipeline_id: pipeline,
        closed_at: null,
      },
      _embedded: { tags: [{ name: 'сайт' }], contacts: [{ id: added.contact_id, is_main: true }] },
    });
    const values = ((lead?.['custom_fields_values'] ?? []) as Json[]).map(({ values }) => (values as Json[])[0]);
    expect(values).toMatchObject([
      { value: 'Картой курьеру', enum_id: 401_013 },
      { value: 'shop-1' },
      { value: 1_795_363_200 },
    ]);
    expect((await amocrm.orders()).at(-1)).toMatchObject({
      ...{ ref: String(added.id), number: 'K7-4821', externalId: 'shop-1', phone: '+79161234567' },
    });
  });

  it('is made twice by the same call, which is no one’s key', async () => {
    const amocrm = await openAmocrm();
    for (const _ of [1, 2]) await amocrm.complex({ ...order('K7-1'), request_id: 'same' });
    expect((await amocrm.orders()).filter(({ number }) => number === 'K7-1')).toHaveLength(2);
  });

  it('takes a contact that is known by its id, and a company with it', async () => {
    const amocrm = await openAmocrm();
    const [contact] = await amocrm.rows('/contacts?query=timur');
    expect(contact).toBeUndefined();
    const [timur] = await amocrm.rows('/contacts?query=%D0%A2%D0%B8%D0%BC%D1%83%D1%80');
    const item = { name: 'a', _embedded: { contacts: [{ id: timur?.['id'] }], companies: [{ name: 'ООО «Порт»' }] } };
    const added = await amocrm.complex(item);
    expect(added.contact_id).toBe(timur?.['id']);
    const { body } = await amocrm.call('GET', `/contacts/${added.contact_id}?with=leads`);
    expect(body['_embedded']).toMatchObject({ companies: [{ id: added.company_id }], leads: [{}, { id: added.id }] });
  });

  it('may have no more than one of either, and forty values', async () => {
    const amocrm = await openAmocrm();
    const many = Array.from({ length: 41 }, () => ({ field_code: 'UTM_TERM', values: [{ value: 'x' }] }));
    const refused = async (item: Json) => (await amocrm.call('POST', '/leads/complex', [item])).status;
    expect(await refused({ _embedded: { contacts: [{ name: 'a' }, { name: 'b' }] } })).toBe(400);
    expect(await refused({ custom_fields_values: many })).toBe(400);
    expect(await refused({ _embedded: { contacts: [{ id: 1 }] } })).toBe(400);
    expect((await amocrm.call('POST', '/leads/complex', new Array(51).fill({}))).status).toBe(422);
  });

  it('comes in unsorted with the data of a form, whatever its stage', async () => {
    const amocrm = await openAmocrm();
    const { id } = await amocrm.complex({
      ...{ name: 'a', status_id: stages.cooking, pipeline_id: pipeline },
      _embedded: { metadata: { category: 'forms', form_id: 1 } },
    });
    expect((await amocrm.call('GET', `/leads/${id}`)).body['status_id']).toBe(67_310_001);
  });

  it('is merged into the open one of the same person where duplicates are controlled', async () => {
    const amocrm = await openAmocrm({ settings: { duplicates: 'keep' } });
    const first = await amocrm.complex(order('K7-1', '8 (916) 123-45-67'));
    const second = await amocrm.complex({ ...order('K7-2'), request_id: '2' });
    expect(second).toEqual({ ...first, request_id: ['2'], merged: true });
    expect((await amocrm.orders()).at(-1)).toMatchObject({ number: 'K7-1', notes: ['merged: K7-2'] });
    await amocrm.set({ duplicates: 'update' });
    expect((await amocrm.complex(order('K7-3'))).merged).toBe(true);
    expect((await amocrm.orders()).at(-1)).toMatchObject({ number: 'K7-3' });
    await amocrm.move(first.id, '142');
    expect((await amocrm.complex(order('K7-4'))).merged).toBe(false);
  });
});

describe('a price', () => {
  it('has its fraction beside it, or may have none', async () => {
    const amocrm = await openAmocrm();
    const [id] = await amocrm.make('/leads', [{ price: 100.5 }]);
    const { body } = await amocrm.call('GET', `/leads/${id}`);
    expect(body).toMatchObject({ price: 100, price_with_minor_units: 100.5 });
    await amocrm.set({ minorUnits: false });
    expect((await amocrm.call('POST', '/leads', [{ price: 100.5 }])).body).toMatchObject({ status: 400 });
    expect((await amocrm.call('GET', `/leads/${id}`)).body).not.toHaveProperty('price_with_minor_units');
    expect((await amocrm.call('POST', '/leads', [{ price: 2_147_483_648 }])).status).toBe(400);
  });
});

describe('a stage', () => {
  it('is changed in its pipeline, and closes the lead at the end', async () => {
    const amocrm = await openAmocrm();
    const { id } = await amocrm.complex(order('a'));
    const changed = await amocrm.call('PATCH', `/leads/${id}`, { status_id: stages.cooking, price: 900 });
    expect(changed.body).toMatchObject({ id, updated_at: expect.any(Number) });
    await amocrm.call('PATCH', '/leads', [{ id, status_id: stages.lost, loss_reason_id: 21_301 }]);
    expect((await amocrm.call('GET', `/leads/${id}?with=loss_reason`)).body).toMatchObject({
      ...{ status_id: 143, pipeline_id: pipeline, price: 900, closed_at: expect.any(Number), loss_reason_id: 21_301 },
      _embedded: { loss_reason: [{ id: 21_301, name: 'Передумал' }] },
    });
  });

  it('of another pipeline is refused with this one, and the unsorted cannot be chosen', async () => {
    const amocrm = await openAmocrm();
    const refused = async (item: Json) => (await amocrm.call('POST', '/leads', [item])).body['validation-errors'];
    const wrongStage = [{ errors: [{ code: 'NotSupportedChoice', path: 'status_id' }] }];
    expect(await refused({ pipeline_id: pipeline, status_id: 67_310_105 })).toMatchObject(wrongStage);
    expect(await refused({ status_id: 67_310_001 })).toMatchObject(wrongStage);
    const [id] = await amocrm.make('/leads', [{ pipeline_id: 8_214_305 }]);
    await amocrm.call('PATCH', `/leads/${id}`, { status_id: 142 });
    expect((await amocrm.call('GET', `/leads/${id}`)).body).toMatchObject({ status_id: 142, pipeline_id: 8_214_305 });
  });

  it('has a name and a colour, and the last two have the same ids everywhere', async () => {
    const amocrm = await openAmocrm();
    const pipelines = await amocrm.rows('/leads/pipelines');
    const statuses = pipelines.map(({ _embedded }) => (_embedded as { statuses: Json[] }).statuses);
    expect(statuses.map(each => each.at(-2)?.['id'])).toEqual([142, 142]);
    expect(statuses[0]?.[3]).toMatchObject({ id: stages.cooking, name: 'Готовится', color: '#ffcc66', type: 0 });
  });
});

describe('looking for leads', () => {
  it('finds every one that holds the words, and those of whoever has the phone', async () => {
    const amocrm = await openAmocrm();
    expect(namesOf(await amocrm.rows('/leads?query=2041'))).toEqual(['2041', '20410']);
    // Anna's other number, and Pyotr, who has Olga's in a field of his.
    expect(namesOf(await amocrm.rows('/leads?query=9000000011'))).toEqual(['2041', '2043', '20410']);
    expect(namesOf(await amocrm.rows('/contacts?query=9000000011'))).toEqual(['Ольга Садовникова', 'Анна', 'Пётр']);
    await amocrm.set({ queryPhones: 'verbatim' });
    expect(namesOf(await amocrm.rows('/contacts?query=9000000011'))).toEqual(['Анна', 'Пётр']);
  });

  it('goes by filters, unless the account has not bought them: then it finds all', async () => {
    const amocrm = await openAmocrm();
    const [first, second] = await amocrm.rows('/leads');
    const paths = [
      `/leads?filter[id][]=${first?.['id']}`,
      `/leads?filter[id]=${first?.['id']}`,
      '/leads?filter[name][0]=2041',
      `/leads?filter[statuses][0][pipeline_id]=${pipeline}&filter[statuses][0][status_id]=${stages.cooking}`,
    ];
    for (const path of paths) expect(namesOf(await amocrm.rows(path)), path).toEqual(['2041']);
    expect(namesOf(await amocrm.rows(`/leads?filter[price][from]=0&filter[price][to]=${second?.['price']}`))).toContain(
      '2042',
    );
    expect(await amocrm.rows('/leads?filter[updated_at][from]=4000000000')).toEqual([]);
    expect(namesOf(await amocrm.rows('/leads?order[id]=desc'))).toEqual(['20410', '2043', '2042', '2041']);
    expect((await amocrm.call('GET', '/account?with=is_api_filter_enabled')).body).toMatchObject({
      is_api_filter_enabled: true,
    });
    await amocrm.set({ filters: false });
    for (const path of paths) expect(await amocrm.rows(path), path).toHaveLength(4);
    expect((await amocrm.call('GET', '/account?with=is_api_filter_enabled')).body).toMatchObject({
      is_api_filter_enabled: false,
    });
  });

  it('finds nothing in the bin, unless the bin is asked for', async () => {
    const amocrm = await openAmocrm();
    const [{ ref } = { ref: '' }] = await amocrm.orders();
    await amocrm.move(ref, 'deleted');
    expect(await amocrm.rows('/leads?query=2041')).toHaveLength(1);
    expect((await amocrm.send('GET', `/leads/${ref}`)).status).toBe(204);
    const [binned] = await amocrm.rows('/leads?with=only_deleted');
    expect(binned).toMatchObject({ id: Number(ref), is_deleted: true });
    expect(binned).not.toHaveProperty('name');
  });
});

describe('a contact', () => {
  it('is made and changed, its other fields left as they are', async () => {
    const amocrm = await openAmocrm();
    const phone = { field_code: 'PHONE', values: [{ value: '+7 916 000-00-01', enum_code: 'MOB' }] };
    const [id] = await amocrm.make('/contacts', [{ name: 'Вера', custom_fields_values: [phone] }]);
    const email = { field_code: 'EMAIL', values: [{ value: 'vera@example.com' }] };
    await amocrm.call('PATCH', `/contacts/${id}`, {
      first_name: 'Вера',
      last_name: 'Иванова',
      custom_fields_values: [email],
    });
    const { body } = await amocrm.call('GET', `/contacts/${id}`);
    expect(body).toMatchObject({ name: 'Вера Иванова', first_name: 'Вера' });
    expect(body['custom_fields_values']).toMatchObject([
      { field_code: 'PHONE', field_type: 'multitext', values: [{ value: '+7 916 000-00-01', enum_code: 'MOB' }] },
      { field_code: 'EMAIL', values: [{ value: 'vera@example.com', enum_code: 'WORK' }] },
    ]);
    await amocrm.call('PATCH', `/contacts/${id}`, { custom_fields_values: [{ ...phone, values: null }] });
    expect((await amocrm.call('GET', `/contacts/${id}`)).body['custom_fields_values']).toHaveLength(1);
    expect((await amocrm.call('PATCH', '/contacts/1', { name: 'x' })).status).toBe(400);
  });
});

describe('notes and tags', () => {
  it('are put on a lead and read back', async () => {
    const amocrm = await openAmocrm();
    const { id } = await amocrm.complex(order('a', undefined, { tags_to_add: [{ name: 'сайт' }, { name: 'новый' }] }));
    const note = { note_type: 'common', params: { text: 'Без лука' } };
    expect((await amocrm.call('POST', `/leads/${id}/notes`, [note])).body['_embedded']).toMatchObject({
      notes: [{ entity_id: id, request_id: '0' }],
    });
    expect(await amocrm.rows(`/leads/${id}/notes?filter[note_type]=common`)).toMatchObject([
      { params: { text: 'Без лука' } },
    ]);
    expect((await amocrm.call('POST', '/leads/notes', [note])).status).toBe(400);
    expect((await amocrm.call('POST', `/leads/${id}/notes`, [{ note_type: 'common', params: {} }])).status).toBe(400);

    await amocrm.call('PATCH', `/leads/${id}`, { tags_to_delete: [{ name: 'новый' }] });
    expect((await amocrm.orders()).at(-1)?.tags).toMatchObject([{ name: 'сайт' }]);
    await amocrm.call('PATCH', `/leads/${id}`, { _embedded: { tags: null } });
    expect((await amocrm.orders()).at(-1)?.tags).toEqual([]);
    expect(namesOf(await amocrm.rows('/leads/tags?query=%D1%81%D0%B0'))).toEqual(['сайт']);
  });
});
