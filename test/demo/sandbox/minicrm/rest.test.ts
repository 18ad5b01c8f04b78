import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { feed, openMinicrm, order } from './open.ts';

describe('contacts', () => {
  it('are found by phone, e-mail, a part of the name or a whole word, and by nothing else', async () => {
    const minicrm = await openMinicrm();
    const found = async (query: string) =>
      Object.values((await minicrm.list(`/R3/Contact?${query}`)).Results).map(({ Name }) => Name);
    expect(await found('Phone=%2B40720000011')).toEqual(['Ioana Pop']);
    // Unescaped, as in the manual: a space arrives.
    expect(await found('Phone=+40720000011')).toEqual(['Ioana Pop']);
    expect(await found('Phone=0720000011')).toEqual([]);
    expect(await found('Phone=0040720000013')).toEqual(['Ana Dobre']);
    expect(await found('Email=ANA@valmar.example')).toEqual(['Ana Dobre']);
    expect(await found('Name=obr')).toEqual(['Ana Dobre']);
    expect(await found('Query=dobr')).toEqual([]);
    expect(await found('Query=DOBRE')).toEqual(['Ana Dobre']);
    expect((await minicrm.call('GET', '/R3/Contact?phone=1')).status).toBe(400);
    await minicrm.set({ phoneMatch: 'ending' });
    expect(await found('Phone=%2B40720000012')).toEqual(['Mihai Stan']);
    await minicrm.set({ phoneMatch: 'exact' });
    expect(await found('Phone=0040720000013')).toEqual([]);
  });

  it('of nobody are an empty list, in the shape the settings say', async () => {
    const minicrm = await openMinicrm();
    const raw = async () => (await minicrm.send('GET', '/R3/Contact?Email=no@example.com')).text();
    expect(await raw()).toBe('{"Count":0,"Results":[]}');
    await minicrm.set({ emptyResults: 'null' });
    expect(await raw()).toBe('{"Count":0,"Results":null}');
    await minicrm.set({ emptyResults: 'object', unknownFilters: 'ignored' });
    expect(await raw()).toBe('{"Count":0,"Results":{}}');
    expect((await minicrm.list('/R3/Contact?Telefon=1')).Count).toBeGreaterThan(3);
  });

  it('are made, changed in part, and belong to companies', async () => {
    const minicrm = await openMinicrm();
    const put = async (body: Json, path = '/R3/Contact') => (await minicrm.call('PUT', path, body)).body['Id'];
    const company = await put({ Type: 'Business', Name: 'SC Lac SRL' });
    // As a client sends them: whole, with nulls, and in Hungarian.
    const facts = { Id: null, Type: 'Személy', FirstName: 'Dan', LastName: 'Lac', Email: null, EmailType: null };
    const person = await put({ ...facts, BusinessId: company });
    expect(await put({ Phone: '+40 720 000 098' }, `/R3/Contact/${person}`)).toBe(person);
    expect((await minicrm.call('GET', `/R3/Contact/${person}`)).body).toMatchObject({
      ...{
        Id: person,
        Type: 'Person',
        FirstName: 'Dan',
        Email: '',
        Phone: '+40 720 000 098',
        BusinessId: company,
        Tags: [],
      },
    });
    expect((await minicrm.list(`/R3/Contact?MainContactId=${company}`)).Count).toBe(2);
    for (const body of [{ FirstName: 'Dan' }, { Type: 'Person' }, { Type: 'Person', FirstName: 'D', Nick: 'd' }]) {
      expect((await minicrm.call('PUT', '/R3/Contact', body)).status).toBe(400);
    }
    expect((await minicrm.call('GET', '/R3/Contact/1')).status).toBe(404);
  });

  it('have addresses', async () => {
    const minicrm = await openMinicrm();
    const body = { ContactId: 1201, Type: '', Name: 'Acasă', CountryId: 'România', City: 'Cluj', Default: 1 };
    const { Id } = (await minicrm.call('PUT', '/R3/Address', body)).body;
    expect((await minicrm.call('GET', '/R3/AddressList/1201')).body).toMatchObject({
      Results: { [String(Id)]: /Acasă/ },
    });
    expect((await minicrm.list('/R3/AddressList/1201?Structured=1')).Results[String(Id)]).toMatchObject({ Id });
    expect((await minicrm.call('GET', `/R3/Address/${Id}`)).body).toMatchObject({ CountryId: 'România', Default: 1 });
    expect((await minicrm.call('PUT', '/R3/Address', { ...body, CountryId: 'Utopia' })).status).toBe(400);
  });
});

describe('cards', () => {
  it('are listed with ids, and shown with labels', async () => {
    const minicrm = await openMinicrm();
    const { Results } = await minicrm.list('/R3/Project?CategoryId=22&StatusGroup=Open');
    const [row] = Object.values(Results);
    expect(row).toMatchObject({ Name: 'CMD-00001', StatusId: 2602, UserId: 5101, Deleted: 0 });
    expect((await minicrm.call('GET', `/R3/Project/${row?.['Id']}`)).body).toMatchObject({
      ...{ CategoryId: 22, StatusId: 'În curs', UserId: 'Elena Marin', CreatedBy: 'Andrei Rusu', ShippingMethod: '' },
    });
    expect(row?.['Url']).toBe(`${minicrm.url}/Api/R3/Project/${row?.['Id']}`);
  });

  it('are found by status, person, company, time and any field', async () => {
    const minicrm = await openMinicrm();
    const count = async (query: string): Promise<unknown> => (await minicrm.list(`/R3/Project?${query}`)).Count;
    expect(await count('StatusId=2602')).toBe(2);
    expect(await count('CategoryId=22&ContactId=1201')).toBe(1);
    expect(await count('CategoryId=22&Name=cmd-0')).toBe(2);
    expect(await count('CodCupon=700100')).toBe(1);
    expect(await count('TipCupon=Procent')).toBe(2);
    expect(await count('UpdatedSince=2099-01-01+00:00:00')).toBe(0);
    expect(await count('UpdatedSince=2020-01-01')).toBeGreaterThan(10);
    await minicrm.set({ nameMatch: 'exact' });
    expect(await count('CategoryId=22&Name=cmd-0')).toBe(0);
    for (const query of ['StatusGroup=Done', 'UpdatedSince=yesterday', 'Page=x']) {
      expect((await minicrm.call('GET', `/R3/Project?${query}`)).status).toBe(400);
    }
  });

  it('come by the hundred, page 0 first', async () => {
    const minicrm = await openMinicrm();
    await minicrm.upload(feed(Array.from({ length: 101 }, (_, index) => order(9001 + index)).join('')));
    const first = await minicrm.list('/R3/Project?CategoryId=22&Name=K7-');
    const second = await minicrm.list('/R3/Project?CategoryId=22&Name=K7-&Page=1');
    expect([first.Count, Object.keys(first.Results).length]).toEqual([101, 100]);
    expect([second.Count, Object.keys(second.Results).length]).toEqual([101, 1]);
  });

  it('are made and changed, by labels or ids that exist', async () => {
    const minicrm = await openMinicrm();
    const body = { CategoryId: 20, ContactId: 1201, StatusId: 'Interesat', UserId: 'Nobody', ReferenceId: 'web-5' };
    const { Id } = (await minicrm.call('PUT', '/R3/Project', body)).body;
    expect(
      (await minicrm.call('PUT', `/R3/Project/${Id}`, { CategoryId: 20, Name: null, StatusId: 2803 })).status,
    ).toBe(200);
    expect((await minicrm.call('GET', '/R3/Project?ReferenceId=web-5')).body).toMatchObject({
      ...{ Id, Name: 'Ioana Pop', StatusId: 'Câștigat', UserId: 'Elena Marin', UpdatedBy: 'MiniCRM', SaleValue: 0 },
    });
    expect((await minicrm.call('GET', '/R3/Project?ReferenceId=web-6')).status).toBe(404);
    const wrong = await minicrm.call('PUT', `/R3/Project/${Id}`, { StatusId: 'Cumva' });
    expect(wrong).toEqual({ status: 400, body: "Project (PUT): Invalid value 'Cumva' for the Status field." });
    await minicrm.call('PUT', `/R3/Project/${Id}`, { Deleted: 1 });
    expect((await minicrm.list('/R3/Project?CategoryId=20')).Count).toBe(0);
    expect((await minicrm.list('/R3/Project?CategoryId=20&Deleted=1')).Count).toBe(1);
  });

  it('tell how their status changed, the latest first', async () => {
    const minicrm = await openMinicrm();
    const [made] = await minicrm.orders();
    await minicrm.move(made?.ref ?? '', 'Finalizat');
    const raw = await (await minicrm.send('GET', `/R3/ProjectHistory/${made?.ref}?Type=StatusHistory`)).text();
    expect(raw).toMatch(/^\{"Count":"2","Results":\{/);
    expect(raw.indexOf('Finalizat')).toBeLessThan(raw.indexOf('"Status_Old_Id":""'));
    expect(Object.values((JSON.parse(raw) as { Results: Json }).Results)[1]).toMatchObject({
      ...{ ProjectId: made?.ref, UserId: '5102', Status_Old_Name: 'În curs', Status_New_Id: '2603' },
    });
    expect((await minicrm.call('PUT', `/R3/Project/${made?.ref}`, { StatusId: 2605 })).status).toBe(405);
  });

  it('show the time of Budapest, in winter and in summer', async () => {
    let now = Date.UTC(2026, 2, 29, 0, 59, 59);
    const minicrm = await openMinicrm({ now: () => now });
    const made = async (): Promise<unknown> => {
      const { Id } = (await minicrm.call('PUT', '/R3/Project', { CategoryId: 20, ContactId: 1201 })).body;
      return (await minicrm.call('GET', `/R3/Project/${Id}`)).body['CreatedAt'];
    };
    expect(await made()).toBe('2026-03-29 01:59:59');
    now += 1_000;
    expect(await made()).toBe('2026-03-29 03:00:00');
    expect((await minicrm.list('/R3/Project?CategoryId=20&UpdatedSince=2026-03-29+03:00:00')).Count).toBe(1);
  });
});

describe('the account', () => {
  it('says what there is in its own language', async () => {
    const minicrm = await openMinicrm({ settings: { language: 'hu' } });
    expect((await minicrm.call('GET', '/R3/Category?Detailed=1')).body['22']).toMatchObject({ Name: 'Megrendelések' });
    expect((await minicrm.call('GET', '/R3/Schema/Project/21')).body).toMatchObject({
      ...{ StatusId: { '2503': 'Egyszeri vevő' }, Name: 'Text(512)', WebshopDisabled: 'Boolean' },
    });
    expect((await minicrm.call('GET', '/R3/Schema/Person')).body).toMatchObject({ FirstName: 'Text(256)' });
    expect((await minicrm.call('GET', '/R3/Schema/Nothing')).status).toBe(404);
  });

  it('takes products, and shows none', async () => {
    const minicrm = await openMinicrm();
    const body = { Name: 'Rulou', SKU: '001', PriceNet: 37.8, Quantity: 5, VAT: '11%' };
    const first = await minicrm.call('PUT', '/R3/Product/', body);
    expect(await minicrm.call('PUT', '/R3/Product', body)).toEqual(first);
    expect((await minicrm.call('GET', '/R3/Product')).status).toBe(405);
  });
});
